import type { ClusterState } from "../model/cluster.ts";
import type { BrokenRule } from "../model/scenario.ts";
import type { PodHealth } from "./pod-health.ts";

export interface BrokenAssumptions {
  readonly rules: readonly BrokenRule[];
  /** The same in full sentences. */
  readonly sentences: readonly string[];
}

/**
 * What the Pods of a dump tell about Pods made later. As long as no Pod of a revision is ready, all of that revision fail
 * as the ones that are there. Otherwise one whose container fails, or that no node takes, is no better when it is made
 * anew from the same template; one that only is not ready may be.
 */
export function brokenRules({ pods, set }: ClusterState, health: ReadonlyMap<string, PodHealth>): BrokenAssumptions {
  const own = pods.filter((pod) => set !== undefined && pod.owner === set.uid);
  const healthy = new Set(own.filter((pod) => pod.ready).map((pod) => pod.revision));
  const failing = new Set<string>();
  const rules: BrokenRule[] = [];
  const sentences: string[] = [];
  for (const { name, revision } of own) {
    const { condition } = health.get(name) ?? {};
    if (condition !== "failing" && condition !== "unready" && condition !== "unscheduled") continue;
    if (condition === "unready") sentences.push(`${name} runs, and does not become ready by itself.`);
    if (condition === "unscheduled") {
      rules.push({ pod: name, revision });
      sentences.push(`No node takes ${name} at revision ${revision}, now or later.`);
    } else if (!healthy.has(revision)) {
      if (!failing.has(revision)) sentences.push(`Every Pod of revision ${revision} fails as ${name} does.`);
      if (!failing.has(revision)) rules.push({ revision });
      failing.add(revision);
    } else if (condition === "failing") {
      rules.push({ pod: name, revision });
      sentences.push(`${name} fails again when it is made anew at revision ${revision}.`);
    } else {
      sentences.push(`${name} becomes ready when it is made anew, as others of its revision are.`);
    }
  }
  return { rules, sentences };
}
