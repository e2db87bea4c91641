import { isEnabled } from "../../kubernetes/versions/version.ts";
import { allowedDisruptions } from "../disruptions.ts";
import { maxUnavailableOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code, count } from "../wording.ts";

export const pdbDoesNotGuardRollout = defineRule({
  id: "STS501",
  name: "pdb-does-not-guard-rollout",
  severity: "info",
  summary: "an update takes down more Pods than the PodDisruptionBudget allows",
  rationale:
    "Budgets limit evictions (drains, autoscaler), nothing else. A rolling update or a scale-down deletes Pods without asking; `maxUnavailable: 0` in a budget does not keep them all up.",
  sources: ["kubernetes/kubernetes#89820", "kubernetes/kubernetes#95374", "kubernetes/kubernetes#58146"],
  *check(set, { index, version }) {
    if (set.replicas < 1 || set.strategy !== "RollingUpdate") return;
    const down = isEnabled(version, "MaxUnavailableStatefulSet") ? (maxUnavailableOf(set) ?? 1) : 1;
    for (const budget of index.budgetsOf(set).slice(0, 3)) {
      const allowed = allowedDisruptions(budget, set.replicas);
      if (allowed === undefined || allowed.count === 0 || allowed.count >= Math.min(down, set.replicas)) continue;
      yield {
        object: budget,
        at: ["spec", allowed.field],
        target: "value",
        message: `PodDisruptionBudget ${code(budget.name)} allows ${allowed.count} of ${count(set.replicas, "Pod")} to be down, but an update of ${code(set.name)} takes down ${Math.min(down, set.replicas)} at a time: budgets do not hold for updates and scale-downs.`,
        help: "Make sure that the application stands an update, or use `partition` or OnDelete to go step by step.",
        related: [{ object: set.object, at: ["metadata", "name"], target: "value", message: "the set that it covers" }],
      };
    }
  },
});
