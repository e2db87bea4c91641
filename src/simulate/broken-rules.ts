import type { ClusterState } from "../model/cluster.ts";
import type { BrokenRule } from "../model/scenario.ts";
import type { PodHealth } from "./pod-health.ts";

export interface BrokenAssumptions {
  readonly rules: readonly BrokenRule[];
  /** The same in full sentences. */
  readonly sentences: readonly string[];
}

/**
 * What the Pods of a dump tell about Pods made later: as long as no Pod of a revision is ready, all of that revision
 * fail as the ones that are there; otherwise a failing Pod recovers when it is made anew. A Pod that no node takes is
 * not taken at the same revision the next time either.
 */
export function brokenRules({ pods, set }: ClusterState, health: ReadonlyMap<string, PodHealth>): BrokenAssumptions {
  const own = pods.filter((pod) => set !== undefined && pod.owner === set.uid);
  const healthy = new Set(own.filter((pod) => pod.ready).map((pod) => pod.revision));
  const failing = new Map<string, string>();
  const rules: BrokenRule[] = [];
  const sentences: string[] = [];
  for (const pod of own) {
    const { condition } = health.get(pod.name) ?? {};
    if (condition === "unscheduled") {
      rules.push({ pod: pod.name, revision: pod.revision });
      sentences.push(`No node takes ${pod.name} at revision ${pod.revision}, now or later.`);
      continue;
    }
    if (condition !== "failing" && condition !== "unready") continue;
    if (condition === "unready") sentences.push(`${pod.name} runs, and does not become ready by itself.`);
    if (!healthy.has(pod.revision)) {
      if (!failing.has(pod.revision)) failing.set(pod.revision, pod.name);
    } else {
      sentences.push(`${pod.name} becomes ready when it is made anew: others of its revision are ready.`);
    }
  }
  for (const [revision, pod] of failing) {
    rules.push({ revision });
    sentences.push(`Every Pod of revision ${revision} fails as ${pod} does.`);
  }
  return { rules, sentences };
}
