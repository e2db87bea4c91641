import { defineRule } from "../rule.ts";
import { serviceSelector, serviceType } from "../services.ts";
import { code } from "../wording.ts";

export const governingServiceWithoutSelector = defineRule({
  id: "STS213",
  name: "governing-service-without-selector",
  severity: "warning",
  summary: "the governing Service selects no Pods",
  rationale:
    "A Service without selector gets no endpoints unless somebody writes them. Some operators do (Patroni points the Service at its leader), but then the Pods still have no DNS names of their own.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors"],
  *check(set, { index }) {
    const service = index.governingService(set);
    if (service === undefined || serviceType(service) === "ExternalName") return;
    if (Object.keys(serviceSelector(service)).length > 0) return;
    const [label] = Object.entries(set.podLabels);
    yield {
      object: service,
      at: ["spec", "selector"],
      target: "key",
      message: `Service ${code(service.name)} governs ${code(set.name)} but has no selector: it gets no endpoints by itself, and the Pods no DNS names.`,
      help: label
        ? `Select the Pods, for example by ${code(`${label[0]}: ${label[1]}`)}.`
        : "Give the Pods a label and select it.",
      related: [
        {
          object: set.object,
          at: ["spec", "serviceName"],
          target: "value",
          message: `${code(set.name)} is governed by this Service`,
        },
      ],
    };
  },
});
