import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export const serviceNameNotDnsLabel = defineRule({
  id: "STS201",
  name: "service-name-not-dns-label",
  severity: "error",
  summary: "`serviceName` is no DNS label (a-z, 0-9 and `-`, at most 63 characters)",
  rationale:
    "The controller writes `serviceName` into each Pod as `spec.subdomain`, which must be a DNS label. API servers before 1.33 accept the set and then refuse every Pod; later ones refuse the set.",
  sources: ["kubernetes/kubernetes#42947", "kubernetes/kubernetes#130233"],
  restates: /^spec\.serviceName$/,
  *check(set) {
    if (set.serviceName === "" || DNS_LABEL.test(set.serviceName)) return;
    yield {
      object: set.object,
      at: ["spec", "serviceName"],
      target: "value",
      message: `${code(set.serviceName)} is no DNS label, but it becomes the subdomain of every Pod of ${code(set.name)}: no Pod can be created.`,
      help: "Name a Service by its plain name: small letters, digits and `-`, without dots or namespace, at most 63 characters.",
    };
  },
});
