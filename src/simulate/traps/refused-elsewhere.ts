import { listOf } from "./describe-pods.ts";
import type { Trap } from "./trap.ts";

/** Nothing in the dump is in the way of a Pod, and yet it is not there. */
export const refusedElsewhere: Trap = {
  name: "refused-elsewhere",
  title: "Pods are missing, and nothing in the dump is in their way",
  sources: ["https://kubernetes.io/docs/concepts/policy/resource-quotas/"],
  detect({ overduePods, isAsleep, workload }) {
    if (overduePods.length === 0 || isAsleep) return undefined;
    const [verb, pronoun] = overduePods.length === 1 ? ["is", "it"] : ["are", "them"];
    return {
      severity: "warning",
      explanation: `${listOf(overduePods)} ${verb} missing, and the controller would create ${pronoun} at once. Unless the dump was taken in that very moment, something outside of it refuses: a quota, an admission webhook or policy, a limit range. The events say what: kubectl describe statefulset ${workload.name} -n ${workload.namespace}.`,
    };
  },
  candidates: () => [],
};
