import { podWithReason } from "./describe-pods.ts";
import { healCandidate } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** The template was corrected or reverted, and a broken Pod of another revision is still in the way. */
export const revertDoesNotRepair: Trap = {
  name: "revert-does-not-repair",
  title: "The template is right again, but a broken Pod of another revision is in the way",
  sources: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback",
    "kubernetes#67250",
  ],
  detect(situation) {
    const { set, workload, stuckPods } = situation;
    const { updateRevision } = set.status;
    const pod = stuckPods.find((candidate) => candidate.revision !== updateRevision);
    const isWanted = pod !== undefined && pod.ordinal >= workload.start && pod.ordinal < workload.end;
    if (pod === undefined || !isWanted) return undefined;
    return {
      severity: "stuck",
      explanation: `The set asks for revision ${updateRevision}, but ${podWithReason(situation, pod)} has revision ${pod.revision || "(none)"} and is not ready. The controller waits for it before it updates anything, and so never gets to replacing it: reverting or correcting the template does not help, deleting the Pod does.`,
    };
  },
  candidates: (situation) => [{ steps: [], deletesBlockers: true, note: "" }, healCandidate(situation)],
};
