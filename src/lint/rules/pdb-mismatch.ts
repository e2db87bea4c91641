import { requirementsOf } from "../../kubernetes/label-selector.ts";
import { isObject } from "../../model/json.ts";
import { valueAt } from "../../model/json-read.ts";
import { defineObjectRule } from "../rule.ts";
import { code } from "../wording.ts";

export const pdbMismatch = defineObjectRule({
  id: "STS502",
  name: "pdb-mismatch",
  severity: "warning",
  on: "PodDisruptionBudget",
  summary: "a PodDisruptionBudget selects no Pods, though its file brings some",
  rationale:
    "A budget that selects nothing protects nothing, silently. It is reported only when something that makes Pods stands in the same file and namespace, or with `--strict`.",
  sources: ["popeye: 900", "kube-score: statefulset-has-poddisruptionbudget"],
  *check(budget, { index, strict }) {
    const selector = valueAt(budget.stored, "spec", "selector");
    if (!isObject(selector)) return;
    const requirements = requirementsOf(selector);
    if (index.selectedBy(budget, requirements).length > 0) return;
    if (!strict && !index.hasPodsInFile(budget)) return;
    const wanted = requirements.map(({ key, values }) => (values.length > 0 ? `${key}: ${values.join(" or ")}` : key));
    yield {
      object: budget,
      at: ["spec", "selector"],
      target: "key",
      message: `PodDisruptionBudget ${code(budget.name)} selects ${code(wanted.join(", ") || "everything")}, but nothing in namespace ${code(budget.namespace)} of the input makes such Pods: it protects nothing.`,
      help: "Use the labels of the Pod template (`spec.template.metadata.labels`), not those of the set.",
    };
  },
});
