import { allowedDisruptions, coverageOf } from "../disruptions.ts";
import { defineObjectRule } from "../rule.ts";
import { code, codeList, count } from "../wording.ts";

export const pdbBlocksEveryEviction = defineObjectRule({
  id: "STS508",
  name: "pdb-blocks-every-eviction",
  severity: "warning",
  on: "PodDisruptionBudget",
  summary: "a PodDisruptionBudget that never allows a Pod of the set to be evicted",
  rationale:
    "Node drains wait for ever: cluster upgrades and autoscaling stop at the nodes that run these Pods, until somebody deletes the budget or the Pods by hand.",
  sources: ["kube-linter: pdb-max-unavailable, pdb-min-available", "kubedb/apimachinery#498"],
  *check(budget, { index }) {
    const covered = coverageOf(budget, index);
    const [set, ...others] = covered?.sets ?? [];
    if (covered === undefined || set === undefined || covered.pods < 1) return;
    const allowed = allowedDisruptions(budget, covered.pods);
    if (allowed === undefined || allowed.count > 0) return;
    const names = codeList([set, ...others].map((entry) => entry.name));
    yield {
      object: budget,
      at: ["spec", allowed.field],
      target: "value",
      message: `PodDisruptionBudget ${code(budget.name)} (${code(`${allowed.field}: ${allowed.written}`)}) never lets ${covered.pods === 1 ? "the one Pod" : `one of the ${covered.pods} Pods`} of ${names} be evicted: drains of ${covered.pods === 1 ? "its node" : "their nodes"} hang.`,
      help:
        covered.pods > 1
          ? "Use `maxUnavailable: 1`."
          : "One replica cannot be drained without an outage: remove the budget, or run more replicas.",
      related: [
        { object: set.object, at: ["spec", "replicas"], target: "value", message: count(set.replicas, "replica") },
      ],
    };
  },
});
