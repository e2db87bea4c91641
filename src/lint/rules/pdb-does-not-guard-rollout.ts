import { isEnabled } from "../../kubernetes/versions/version.ts";
import { allowedDisruptions, coverageOf } from "../disruptions.ts";
import { maxUnavailableOf } from "../quorum.ts";
import { defineObjectRule } from "../rule.ts";
import { code, count } from "../wording.ts";

export const pdbDoesNotGuardRollout = defineObjectRule({
  id: "STS501",
  name: "pdb-does-not-guard-rollout",
  severity: "info",
  on: "PodDisruptionBudget",
  summary: "an update takes down more Pods than the PodDisruptionBudget allows",
  rationale:
    "Budgets limit evictions (drains, autoscaler), nothing else. A rolling update or a scale-down deletes Pods without asking; `maxUnavailable: 0` in a budget does not keep them all up.",
  sources: ["kubernetes/kubernetes#89820", "kubernetes/kubernetes#95374", "kubernetes/kubernetes#58146"],
  *check(budget, { index, version }) {
    const covered = coverageOf(budget, index);
    const allowed = covered && allowedDisruptions(budget, covered.pods);
    // STS508 speaks of budgets that allow nothing.
    if (covered === undefined || allowed === undefined || allowed.count === 0) return;
    for (const set of covered.sets) {
      const budgetOfSet = isEnabled(version, "MaxUnavailableStatefulSet") ? (maxUnavailableOf(set) ?? 1) : 1;
      const down = Math.min(budgetOfSet, set.replicas);
      if (set.strategy !== "RollingUpdate" || down <= allowed.count) continue;
      yield {
        object: budget,
        at: ["spec", allowed.field],
        target: "value",
        message: `PodDisruptionBudget ${code(budget.name)} allows ${allowed.count} of ${count(covered.pods, "Pod")} to be down, but an update of ${code(set.name)} takes down ${down} at a time: budgets do not hold for updates and scale-downs.`,
        help: "Make sure that the application stands an update, or use `partition` or OnDelete to go step by step.",
        related: [{ object: set.object, at: ["metadata", "name"], target: "value", message: "a set that it covers" }],
      };
    }
  },
});
