import { textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const claimTemplateNamespace = defineRule({
  id: "STS118",
  name: "claim-template-namespace",
  severity: "warning",
  summary: "a claim template names another namespace",
  rationale: "Claims are always created in the namespace of the set; the template's own namespace is ignored.",
  sources: ["getPersistentVolumeClaims, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0"],
  *check(set) {
    for (const template of set.claimTemplates) {
      const namespace = textAt(template.value, "metadata", "namespace");
      if (namespace === "" || namespace === set.namespace) continue;
      yield {
        object: set.object,
        at: [...template.at, "metadata", "namespace"],
        target: "value",
        message: `Claim template ${code(template.name)} names namespace ${code(namespace)}, but its claims are created in ${code(set.namespace)}, where ${code(set.name)} is.`,
        help: "Remove the namespace from the claim template.",
      };
    }
  },
});
