import { configTexts } from "../peer-references.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const DEFAULT_DOMAIN = "cluster.local";
const HARDCODED = /[a-z0-9.-]+\.svc\.cluster\.local\b/;

export const clusterDomainHardcoded = defineRule({
  id: "STS210",
  name: "cluster-domain-hardcoded",
  severity: "info",
  summary: "names end in `cluster.local`, but the cluster's domain is another one",
  rationale:
    "The domain is a setting of the cluster and cannot be seen in manifests. Names that spell out another one do not resolve; `web-0.nginx` or `web-0.nginx.default.svc` hold everywhere.",
  sources: ["thanos-io/kube-thanos#325"],
  *check(set, { index, clusterDomain }) {
    if (clusterDomain === DEFAULT_DOMAIN) return;
    for (const where of configTexts(set, (name) => index.find("ConfigMap", name, set.object))) {
      const match = HARDCODED.exec(where.text);
      if (match === null) continue;
      yield {
        object: where.object,
        at: where.at,
        target: "value",
        message: `${code(where.label)} names ${code(match[0])}, but the cluster's domain is ${code(clusterDomain)}: the name does not resolve.`,
        help: `Leave the domain out: ${code(match[0].slice(0, -DEFAULT_DOMAIN.length - 1))}.`,
      };
    }
  },
});
