import { defineRule } from "../rule.ts";
import { code, codeList } from "../wording.ts";

export const pdbOverlap = defineRule({
  id: "STS509",
  name: "pdb-overlap",
  severity: "warning",
  summary: "two PodDisruptionBudgets select the same Pods",
  rationale:
    "The eviction API refuses a Pod that several budgets cover (`This pod has more than one PodDisruptionBudget, which the eviction subresource does not support`): drains of its node fail.",
  sources: ["popeye: 209", "https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  *check(set, { index }) {
    const budgets = new Map(index.budgetsOf(set).map((budget) => [budget.name, budget]));
    const [first, second, ...more] = budgets.values();
    if (first === undefined || second === undefined) return;
    yield {
      object: second,
      at: ["spec", "selector"],
      target: "key",
      message: `The Pods of ${code(set.name)} are covered by ${budgets.size} PodDisruptionBudgets (${codeList([...budgets.keys()])}): the eviction API refuses such Pods, and drains fail.`,
      help: "Keep one budget for each Pod.",
      related: [first, ...more].map((budget) => ({
        object: budget,
        at: ["spec", "selector"],
        target: "key" as const,
        message: `PodDisruptionBudget ${code(budget.name)}`,
      })),
    };
  },
});
