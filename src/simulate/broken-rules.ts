import type { ClusterState, PodRecord } from "../model/cluster.ts";
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
export function brokenRules(state: ClusterState, health: ReadonlyMap<string, PodHealth>): BrokenAssumptions {
  const { set, pods } = state;
  const own = pods.filter((pod) => set !== undefined && pod.owner === set.uid);
  const healthy = new Set(own.filter((pod) => pod.ready).map((pod) => pod.revision));
  const failing = new Set<string>();
  const rules: BrokenRule[] = [];
  const sentences: string[] = [];
  const leaving = new Set(state.claims.filter((claim) => claim.due >= 0).map((claim) => claim.name));
  for (const { name, revision } of own.filter((pod) => !waitsForClaim(pod, leaving))) {
    const { condition } = health.get(name) ?? {};
    if (condition === "unready") sentences.push(`${name} runs, and does not become ready by itself.`);
    if (condition === "unscheduled") {
      rules.push({ pod: name, revision });
      sentences.push(`No node takes ${name} at revision ${revision}, now or later.`);
    }
    if (condition !== "failing" && condition !== "unready") continue;
    if (!healthy.has(revision)) {
      if (!failing.has(revision)) sentences.push(`Every Pod of revision ${revision} fails as ${name} does.`);
      failing.add(revision);
    } else if (condition === "failing") {
      rules.push({ pod: name, revision });
      sentences.push(`${name} fails again when it is made anew at revision ${revision}.`);
    } else sentences.push(`${name} becomes ready when it is made anew, as others of its revision are.`);
  }
  for (const revision of failing) rules.push({ revision });
  return { rules, sentences };
}

/** A Pod that is not ready because a claim of it is being deleted. */
function waitsForClaim({ blueprint }: PodRecord, leaving: ReadonlySet<string>): boolean {
  return blueprint.ownClaims.some(([, claim]) => leaving.has(claim));
}
