import { textMapAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const VERSIONED_KEY = /(^|\/)(chart|version|heritage)$|^helm\.sh\/chart$/;

export const versionLabelInClaim = defineRule({
  id: "STS306",
  name: "version-label-in-claim",
  severity: "warning",
  summary: "a claim template carries a label or annotation that changes with each release",
  rationale:
    "Claim templates are immutable. A chart or application version in their metadata makes the next upgrade fail with `updates to statefulset spec for fields other than …` or `field is immutable`, and the only way out is to delete the set and create it again.",
  sources: ["helm/charts#6885", "groundhog2k/helm-charts#191", "pajikos/home-assistant-helm-chart#167"],
  *check(set) {
    for (const template of set.claimTemplates) {
      for (const map of ["labels", "annotations"]) {
        for (const [key, value] of Object.entries(textMapAt(template.value, "metadata", map))) {
          if (!VERSIONED_KEY.test(key)) continue;
          yield {
            object: set.object,
            at: [...template.at, "metadata", map, key],
            target: "key",
            message: `Claim template ${code(template.name)} carries ${code(`${key}: ${value}`)}: when the next release changes it, the API server refuses the whole update, because claim templates are immutable.`,
            help: "Take it out of the claim template. On a live set that needs delete with `--cascade=orphan` and create again, once.",
          };
        }
      }
    }
  },
});
