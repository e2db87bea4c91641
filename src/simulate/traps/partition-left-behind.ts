import { listOf } from "./describe-pods.ts";
import { patchSpecStep } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** Everything is quiet, but a partition keeps Pods at an older revision. */
export const partitionLeftBehind: Trap = {
  name: "partition-left-behind",
  title: "A partition keeps Pods at an older revision",
  sources: ["kubernetes#70442", "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions"],
  detect({ simulation, set, workload }) {
    const { heldBack } = simulation;
    if (heldBack.length === 0) return undefined;
    const names = heldBack.map(({ pod }) => pod);
    const isAll = workload.partition >= workload.replicas;
    const from = `${workload.name}-${workload.start + workload.partition}`;
    const who = isAll
      ? "It is not below the number of replicas, so no Pod is updated at all."
      : `Only ${from} and above are updated.`;
    return {
      severity: "note",
      explanation: `The partition is ${workload.partition}: ${listOf(names)} ${names.length === 1 ? "stays" : "stay"} at an older revision than ${set.status.updateRevision}, and ${names.length === 1 ? "comes" : "come"} back at revision ${set.status.currentRevision} when deleted. ${who} If the canary is over, lower the partition.`,
    };
  },
  candidates: (situation) => [
    {
      steps: [patchSpecStep(situation, { updateStrategy: { rollingUpdate: { partition: 0 } } })],
      deletesBlockers: false,
      note: "This rolls the Pods that are held back.",
    },
  ],
};
