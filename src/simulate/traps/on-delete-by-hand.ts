import { listOf, outdatedPods } from "./describe-pods.ts";
import { deletePodStep } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** OnDelete: outdated Pods stay until somebody deletes them. */
export const onDeleteByHand: Trap = {
  name: "on-delete-by-hand",
  title: "OnDelete leaves outdated Pods until somebody deletes them",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#on-delete"],
  detect(situation) {
    if (situation.workload.strategy !== "OnDelete") return undefined;
    const names = outdatedPods(situation).map(({ name }) => name);
    if (names.length === 0) return undefined;
    return {
      severity: "note",
      explanation: `${listOf(names)} ${names.length === 1 ? "has" : "have"} an older revision than ${situation.set.status.updateRevision}. With the strategy OnDelete the controller never replaces a Pod for that: delete them in the order that suits the application, each when the one before is back.`,
    };
  },
  candidates: (situation) => [
    {
      steps: outdatedPods(situation)
        .toReversed()
        .map(({ name }) => deletePodStep(situation, name)),
      deletesBlockers: false,
      note: "",
    },
  ],
};
