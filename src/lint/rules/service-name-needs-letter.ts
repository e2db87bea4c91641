import { isEnabled } from "../../kubernetes/versions/version.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const serviceNameNeedsLetter = defineRule({
  id: "STS219",
  name: "service-name-needs-letter",
  severity: "error",
  summary: "`serviceName` begins with a digit, which no Service of this version can",
  rationale:
    "The set takes any DNS label, but a Service's name must begin with a letter up to 1.35. The set is accepted and runs; the Service that it names can never be created.",
  sources: ["KEP-5311", "kubernetes/kubernetes#130233"],
  *check(set, { version }) {
    if (!/^\d[a-z0-9-]*$/.test(set.serviceName) || isEnabled(version, "RelaxedServiceNameValidation")) return;
    yield {
      object: set.object,
      at: ["spec", "serviceName"],
      target: "value",
      message: `Kubernetes ${version.name} lets no Service be called ${code(set.serviceName)}: names of Services begin with a letter. The Pods of ${code(set.name)} get no DNS names.`,
      help: `Begin with a letter, for example ${code(`svc-${set.serviceName}`)}; the field cannot be changed later.`,
    };
  },
});
