import { condemnedPods, listOf, podWithReason } from "./describe-pods.ts";
import { healCandidate, undoCandidates } from "./remedy-steps.ts";
import type { Situation, Trap } from "./trap.ts";

/** No rollout is under way, and one Pod that is not ready stops everything else. */
export const unreadyPodBlocks: Trap = {
  name: "unready-pod-blocks",
  title: "One Pod that is not ready stops everything else",
  sources: ["kubernetes#36333", "kubernetes#57865"],
  detect(situation) {
    const { set, workload, stuckPods } = situation;
    const { updateRevision, currentRevision } = set.status;
    const [pod] = stuckPods;
    if (pod === undefined || pod.revision !== updateRevision || updateRevision !== currentRevision) return undefined;
    if (situation.health.get(pod.name)?.condition === "unscheduled") return undefined;
    if (pod.ordinal < workload.start || pod.ordinal >= workload.end) return undefined;
    const blocked = workload.isParallel ? "" : waiting(situation);
    return { severity: "stuck", explanation: `${podWithReason(situation, pod)} is not ready.${blocked}` };
  },
  candidates: (situation) => [
    {
      steps: [],
      deletesBlockers: true,
      note: "This helps when the cause is gone: find it first, with kubectl describe pod and kubectl logs.",
    },
    ...undoCandidates(situation),
    healCandidate(situation),
  ],
};

function waiting(situation: Situation): string {
  const { workload, pods } = situation;
  const condemned = condemnedPods(situation);
  const missing: string[] = [];
  for (let ordinal = workload.start; ordinal < workload.end; ordinal++) {
    const name = `${workload.name}-${ordinal}`;
    if (!pods.has(name)) missing.push(name);
  }
  const parts = [
    ...(missing.length > 0 ? [`${listOf(missing)} cannot be created`] : []),
    ...(condemned.length > 0 ? [`${listOf(condemned.map(({ name }) => name))} cannot be removed`] : []),
  ];
  const what = parts.length === 0 ? "nothing is created, removed or updated" : parts.join(" and ");
  return ` An ordered set waits for it: until then ${what}.`;
}
