import { valueAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const ondeleteWithRollingBlock = defineRule({
  id: "STS407",
  name: "ondelete-with-rolling-block",
  severity: "error",
  summary: "a `rollingUpdate` block under another strategy",
  rationale: "The API server refuses the set: the block is only allowed for RollingUpdate.",
  sources: ["ValidateStatefulSetSpec, pkg/apis/apps/validation/validation.go, kubernetes v1.37.0"],
  restates: /^spec\.updateStrategy\.rollingUpdate$/,
  *check(set) {
    if (set.strategy !== "OnDelete" && set.strategy !== "Recreate") return;
    const block = valueAt(set.written, "updateStrategy", "rollingUpdate");
    if (block === undefined || block === null) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate"],
      target: "key",
      message: `${code("rollingUpdate")} is only allowed for ${code("type: RollingUpdate")}, but ${code(set.name)} has ${code(`type: ${set.strategy}`)}: the API server refuses the set.`,
      help: "Remove the `rollingUpdate` block. Over a set that has one already, `kubectl apply` needs `rollingUpdate: null`.",
    };
  },
});
