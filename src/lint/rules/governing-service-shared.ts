import { defineRule } from "../rule.ts";
import { isHeadless } from "../services.ts";
import { code, codeList } from "../wording.ts";

export const governingServiceShared = defineRule({
  id: "STS211",
  name: "governing-service-shared",
  severity: "info",
  summary: "the governing Service also selects the Pods of another set",
  rationale:
    "A and SRV answers of the Service then mix the Pods of both sets; whoever takes the answer for the members of one cluster joins strangers. Per-Pod names exist only for sets that name this Service.",
  sources: ["https://github.com/kubernetes/dns/blob/master/docs/specification.md"],
  *check(set, { index }) {
    const service = index.find("Service", set.namespace, set.serviceName);
    if (service === undefined || !isHeadless(service)) return;
    const selected = index.setsSelectedBy(service);
    const strangers = new Set<string>();
    for (const other of selected) {
      if (other.name !== set.name && other.serviceName !== set.serviceName) strangers.add(other.name);
    }
    if (strangers.size === 0 || !selected.includes(set)) return;
    yield {
      object: service,
      at: ["spec", "selector"],
      target: "value",
      message: `Service ${code(service.name)} governs ${code(set.name)} but also selects the Pods of ${codeList([...strangers])}: its DNS answers mix them.`,
      help: "Select a label that only one set's Pods have.",
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
