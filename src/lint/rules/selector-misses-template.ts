import { labelsMeet, requirementsOf } from "../../kubernetes/label-selector.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const selectorMissesTemplate = defineRule({
  id: "STS110",
  name: "selector-misses-template",
  severity: "error",
  summary: "the set's selector does not match the labels of its Pod template",
  rationale: "The API server refuses the set. The selector cannot be changed later, the template's labels can.",
  sources: ["yannh/kubeconform#132", "kubernetes/kubernetes#65435"],
  restates: /^spec\.template\.metadata\.labels$/,
  *check(set) {
    for (const requirement of requirementsOf(set.selector)) {
      if (labelsMeet(requirement, set.podLabels)) continue;
      const { key, operator, values } = requirement;
      const isLabel = Object.hasOwn(set.podLabels, key);
      const inMatchLabels = operator === "In" && values.length === 1 && key in Object(set.selector.matchLabels ?? {});
      const wanted = inMatchLabels
        ? code(`${key}: ${values[0]}`)
        : code(`${key} ${operator} ${values.join(", ")}`.trim());
      yield {
        object: set.object,
        at: ["spec", "template", "metadata", "labels", ...(isLabel ? [key] : [])],
        target: isLabel ? "value" : "key",
        message: `The selector of ${code(set.name)} asks for ${wanted}, but its Pod template ${
          isLabel ? `has ${code(`${key}: ${set.podLabels[key]}`)}` : `has no label ${code(key)}`
        }: the API server refuses the set.`,
        help: inMatchLabels
          ? `Write ${code(`${key}: ${values[0]}`)} in the template's labels, or change the selector.`
          : "Make the template's labels meet the selector.",
        related: [
          {
            object: set.object,
            at: inMatchLabels ? ["spec", "selector", "matchLabels", key] : ["spec", "selector"],
            target: inMatchLabels ? "value" : "key",
            message: "the selector",
          },
        ],
      };
    }
  },
});
