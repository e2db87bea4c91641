import { isEnabled } from "../../kubernetes/versions/version.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const recreateStrategyUnknown = defineRule({
  id: "STS412",
  name: "recreate-strategy-unknown",
  severity: "error",
  summary: "`updateStrategy: Recreate`, which only 1.37 knows, behind a gate",
  rationale:
    "Recreate is a strategy of Deployments. Sets know it from 1.37 on as an alpha feature (gate StatefulSetRecreateStrategy, off by default); everywhere else the API server refuses the set.",
  sources: ["KEP-3541", "kubernetes/kubernetes#137187", "bitnami/charts#1107"],
  restates: /^spec\.updateStrategy(\.type)?$/,
  *check(set, { version }) {
    if (set.strategy !== "Recreate" || isEnabled(version, "StatefulSetRecreateStrategy")) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "type"],
      target: "value",
      message: `Kubernetes ${version.name} does not take ${code("Recreate")} as the strategy of a StatefulSet: the API server refuses ${code(set.name)}.`,
      help: "Use `RollingUpdate` or `OnDelete`. To take all Pods down first, scale to 0 and back.",
    };
  },
});
