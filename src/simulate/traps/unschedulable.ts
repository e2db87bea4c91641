import { podWithReason } from "./describe-pods.ts";
import { healCandidate, undoCandidates } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** No node takes a Pod. */
export const unschedulable: Trap = {
  name: "unschedulable",
  title: "No node takes a Pod",
  sources: ["https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/"],
  detect(situation) {
    const { updateRevision } = situation.set.status;
    const pod = situation.stuckPods.find(({ name, revision }) => {
      return revision === updateRevision && situation.health.get(name)?.condition === "unscheduled";
    });
    if (pod === undefined) return undefined;
    const isGoing = situation.start.claims.some(({ name, due }) => due >= 0 && name.endsWith(`-${pod.name}`));
    if (isGoing) return undefined;
    return {
      severity: "stuck",
      explanation: `${podWithReason(situation, pod)} waits for a node that can take it. A claim that is bound ties its Pod to where the volume is. The controller waits with it; deleting the Pod alone changes nothing.`,
    };
  },
  candidates: (situation) => [...undoCandidates(situation), healCandidate(situation)],
};
