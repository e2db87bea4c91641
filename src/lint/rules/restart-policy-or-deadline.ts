import { valueAt } from "../../model/json-read.ts";
import { defineRule, type Finding } from "../rule.ts";
import { POD_SPEC } from "../set-view.ts";
import { code } from "../wording.ts";

export const restartPolicyOrDeadline = defineRule({
  id: "STS419",
  name: "restart-policy-or-deadline",
  severity: "error",
  summary: "`restartPolicy` other than Always, or `activeDeadlineSeconds`",
  rationale: "The Pods of a set run for ever; the API server refuses a template that says otherwise.",
  sources: ["ValidatePodTemplateSpecForStatefulSet, pkg/apis/apps/validation/validation.go, kubernetes v1.37.0"],
  restates: /^spec\.template\.spec\.(restartPolicy|activeDeadlineSeconds)$/,
  fixes: "writes `Always` as the API spells it",
  *check(set) {
    const policy = valueAt(set.podSpec, "restartPolicy");
    const policyAt = [...POD_SPEC, "restartPolicy"];
    if (typeof policy === "string" && policy !== "Always") {
      const isSpelling = policy.toLowerCase() === "always";
      const finding: Finding = {
        object: set.object,
        at: policyAt,
        target: "value",
        message: `${code(`restartPolicy: ${policy}`)} is not possible in a StatefulSet: the API server refuses ${code(set.name)}.`,
        help: isSpelling ? "Write `Always`." : "Remove the line (Always is the default), or use a Job.",
      };
      yield isSpelling ? { ...finding, edit: { kind: "replace-value", at: policyAt, value: "Always" } } : finding;
    }
    if (valueAt(set.podSpec, "activeDeadlineSeconds") === undefined) return;
    yield {
      object: set.object,
      at: [...POD_SPEC, "activeDeadlineSeconds"],
      target: "key",
      message: `${code("activeDeadlineSeconds")} is not possible in a StatefulSet: the API server refuses ${code(set.name)}.`,
      help: "Remove the field, or use a Job.",
    };
  },
});
