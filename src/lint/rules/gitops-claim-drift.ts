import { listAt, objectAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const CLAIM_TYPE = { apiVersion: "v1", kind: "PersistentVolumeClaim" };

export const gitopsClaimDrift = defineRule({
  id: "STS311",
  name: "gitops-claim-drift",
  severity: "info",
  optIn: true,
  summary: "a claim template lacks `apiVersion` and `kind`, which the server fills in",
  rationale:
    "The stored set has them, the file has not: GitOps tools that compare field by field show the set as out of sync for ever, and `kubectl apply` says `configured` each time.",
  sources: ["argoproj/argo-cd#11143", "argoproj/argo-cd#16707", "prometheus-operator/prometheus-operator#2950"],
  fixes: "adds `apiVersion` and `kind` to the claim template",
  *check(set) {
    for (const [position, template] of listAt(set.written, "volumeClaimTemplates").entries()) {
      const has = objectAt(template);
      const missing = Object.entries(CLAIM_TYPE).filter(([key]) => has[key] === undefined);
      if (missing.length === 0) continue;
      const at = ["spec", "volumeClaimTemplates", position];
      yield {
        object: set.object,
        at,
        target: "value",
        message: `Claim template ${code(String(objectAt(template, "metadata").name ?? position))} lacks ${missing.map(([key]) => code(key)).join(" and ")}, which the server adds: tools that compare with the stored set see a difference for ever.`,
        help: `Add ${missing.map(([key, value]) => code(`${key}: ${value}`)).join(" and ")}.`,
        edit: { kind: "add-keys", at, keys: Object.fromEntries(missing) },
      };
    }
  },
});
