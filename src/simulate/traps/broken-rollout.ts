import { podWithReason } from "./describe-pods.ts";
import { healCandidate, undoCandidates } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** The new revision does not become ready. */
export const brokenRollout: Trap = {
  name: "broken-rollout",
  title: "The new revision does not become ready, and undoing the template alone may not repair it",
  sources: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback",
    "kubernetes#67250",
  ],
  detect(situation) {
    const { set, workload, stuckPods } = situation;
    const { updateRevision, currentRevision } = set.status;
    const pod = stuckPods.find((candidate) => candidate.revision === updateRevision);
    if (pod === undefined || updateRevision === currentRevision) return undefined;
    if (situation.health.get(pod.name)?.condition === "unscheduled") return undefined;
    const waits = workload.isParallel
      ? "The rollout goes no further while it is unavailable."
      : "The rollout stops here, and nothing else is created, removed or updated meanwhile. When the template is put right, the controller still waits for this Pod: an ordered set replaces a broken Pod only when somebody deletes it.";
    return {
      severity: "stuck",
      explanation: `${podWithReason(situation, pod)} has the new revision ${updateRevision} and does not become ready. ${waits}`,
    };
  },
  candidates: (situation) => [
    { steps: [], deletesBlockers: true, note: "" },
    ...undoCandidates(situation),
    healCandidate(situation),
  ],
};
