import { isEnabled } from "../../kubernetes/versions/version.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const parallelBudgetStuck = defineRule({
  id: "STS427",
  name: "parallel-budget-stuck",
  severity: "warning",
  summary: "a Parallel set on a version where a broken Pod uses up the update budget",
  rationale:
    "Where the gate MaxUnavailableStatefulSet is on before 1.37 (1.35.0 to 1.35.3, or by hand), Pods that are broken count against `maxUnavailable` before they are replaced: after a bad image the corrected template, or an undo, does not roll until somebody deletes the broken Pods.",
  sources: ["kubernetes/kubernetes#137409", "kubernetes/kubernetes#137666"],
  *check(set, { version }) {
    if (!set.isParallel || set.strategy !== "RollingUpdate" || set.replicas < 1) return;
    if (!isEnabled(version, "MaxUnavailableStatefulSet") || version.behaviour.parallelUpdateDeletesBrokenFirst) return;
    yield {
      object: set.object,
      at: ["spec", "podManagementPolicy"],
      target: "value",
      message: `In Kubernetes ${version.name} a broken Pod of the Parallel set ${code(set.name)} uses up the update budget: a bad template stays stuck even after it is corrected.`,
      help: "Upgrade to 1.35.4 or later, or turn the gate MaxUnavailableStatefulSet off; when it happens, delete the broken Pods.",
    };
  },
});
