import { patchSpecStep } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** Parallel, `type: RollingUpdate` without its block, and the gate MaxUnavailableStatefulSet on: a defect of 1.37.0. */
export const endlessLoop: Trap = {
  name: "endless-loop",
  title: "The controller creates and deletes the same Pod for ever",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies"],
  detect({ simulation, workload, version }) {
    const { outcome } = simulation.final;
    if (outcome !== "unbounded" && outcome !== "livelock") return undefined;
    const last = simulation.trace.at(-1)?.syncs?.flat() ?? [];
    const pod = last.find(([kind]) => kind === "create-pod")?.[1] ?? last[0]?.[1] ?? "a Pod";
    const cause =
      workload.isParallel && workload.strategy === "RollingUpdate" && !workload.hasBlock
        ? ` It is a defect of Kubernetes ${version.name} with podManagementPolicy: Parallel and updateStrategy.type: RollingUpdate without a rollingUpdate block: a missing Pod is made at the old revision and deleted at once, as it is old and not available. The loop uses up the one Pod that may be unavailable, so the rollout stands still as well.`
        : "";
    return {
      severity: "stuck",
      explanation: `${pod} is created and deleted again and again, and nothing ends it.${cause}`,
    };
  },
  candidates: (situation) => [
    {
      steps: [patchSpecStep(situation, { updateStrategy: { rollingUpdate: { partition: 0 } } })].map((step) => ({
        ...step,
        operation: { ...step.operation, at: situation.start.t },
      })),
      deletesBlockers: false,
      note: "Write the block into the manifest as well.",
    },
  ],
};
