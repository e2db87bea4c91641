import { quorumOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const pdbMissing = defineRule({
  id: "STS510",
  name: "pdb-missing",
  severity: "info",
  optIn: true,
  summary: "several replicas, and no PodDisruptionBudget covers them",
  rationale:
    "Drains of several nodes at once, by a cluster upgrade or an autoscaler, may evict all replicas together. A budget makes them wait for each other; updates of the set itself are not affected.",
  sources: [
    "kube-score: statefulset-has-poddisruptionbudget",
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
  ],
  *check(set, { index }) {
    if (set.replicas < 2 || index.budgetsOf(set).length > 0) return;
    const quorum = quorumOf(set);
    yield {
      object: set.object,
      at: ["metadata", "name"],
      target: "value",
      message: `No PodDisruptionBudget covers the ${set.replicas} Pods of ${code(set.name)}: drains may evict ${quorum ? `more of them than ${code(quorum.system)} stands` : "all of them at once"}.`,
      help: "Add one with `maxUnavailable: 1` that selects the Pod template's labels.",
    };
  },
});
