import { allowedDisruptions } from "../disruptions.ts";
import { defineRule } from "../rule.ts";
import { code, count } from "../wording.ts";

export const pdbBlocksEveryEviction = defineRule({
  id: "STS508",
  name: "pdb-blocks-every-eviction",
  severity: "warning",
  summary: "a PodDisruptionBudget that never allows a Pod of the set to be evicted",
  rationale:
    "Node drains wait for ever: cluster upgrades and autoscaling stop at the nodes that run these Pods, until somebody deletes the budget or the Pods by hand.",
  sources: ["kube-linter: pdb-max-unavailable, pdb-min-available", "kubedb/apimachinery#498"],
  *check(set, { index }) {
    if (set.replicas < 1) return;
    for (const budget of index.budgetsOf(set).slice(0, 3)) {
      const allowed = allowedDisruptions(budget, set.replicas);
      if (allowed === undefined || allowed.count > 0) continue;
      yield {
        object: budget,
        at: ["spec", allowed.field],
        target: "value",
        message: `PodDisruptionBudget ${code(budget.name)} (${code(`${allowed.field}: ${allowed.written}`)}) never lets one of the ${count(set.replicas, "Pod")} of ${code(set.name)} be evicted: drains of their nodes hang.`,
        help:
          set.replicas > 1
            ? "Use `maxUnavailable: 1`."
            : "One replica cannot be drained without an outage: remove the budget, or run more replicas.",
        related: [
          {
            object: set.object,
            at: ["spec", "replicas"],
            target: "value",
            message: `${count(set.replicas, "replica")}`,
          },
        ],
      };
    }
  },
});
