import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const duplicateClaimTemplate = defineRule({
  id: "STS111",
  name: "duplicate-claim-template",
  severity: "error",
  summary: "two claim templates have the same name",
  rationale:
    "The API server accepts it. The controller knows claim templates by name and keeps the last one: the first, with its size and class, is never used, and the list cannot be corrected on a live set.",
  sources: ["getPersistentVolumeClaims, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0"],
  *check(set) {
    for (const [position, template] of set.claimTemplates.entries()) {
      const later = set.claimTemplates.slice(position + 1).find((candidate) => candidate.name === template.name);
      if (later === undefined || template.name === "") continue;
      yield {
        object: set.object,
        at: [...template.at, "metadata", "name"],
        target: "value",
        message: `Two claim templates of ${code(set.name)} are called ${code(template.name)}: the last one wins, this one has no effect.`,
        help: "Give them different names, or remove one.",
        related: [
          { object: set.object, at: [...later.at, "metadata", "name"], target: "value", message: "the one that wins" },
        ],
      };
    }
  },
});
