import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const ondeleteInCi = defineRule({
  id: "STS406",
  name: "ondelete-in-ci",
  severity: "info",
  summary: "`updateStrategy: OnDelete`: nobody waits, nothing rolls",
  rationale:
    "A changed template reaches a Pod only when somebody deletes it. `kubectl rollout status` refuses the strategy with exit code 1, `helm --wait` does not wait, and a pipeline reports success while every Pod runs the old revision. Right for sets that an operator rolls.",
  sources: ["kubernetes/kubernetes#64500", "helm/helm#7424", "microsoft/azure-pipelines-tasks#12589"],
  *check(set) {
    if (set.strategy !== "OnDelete") return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "type"],
      target: "value",
      message: `${code(set.name)} updates no Pod by itself (OnDelete): after a change each Pod must be deleted by hand or by an operator, and ${code("kubectl rollout status")} fails.`,
      help: "Use RollingUpdate unless something deletes the Pods.",
    };
  },
});
