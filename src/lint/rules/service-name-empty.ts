import type { InputObject } from "../../model/inventory.ts";
import { defineRule } from "../rule.ts";
import { isHeadless } from "../services.ts";
import { code } from "../wording.ts";

export const serviceNameEmpty = defineRule({
  id: "STS202",
  name: "service-name-empty",
  severity: "warning",
  summary: "the set names no governing Service",
  rationale:
    "Without `serviceName` the Pods get no subdomain, so none of them has a DNS name of its own under any Service. The field cannot be set later: it is immutable. API schemas up to 1.32 call it required.",
  sources: ["kubernetes/kubernetes#69608", "kubernetes/kubernetes#130233"],
  *check(set, { index }) {
    if (set.serviceName !== "") return;
    const headless = findHeadless(index.servicesOf(set));
    const written = set.written.serviceName === "";
    yield {
      object: set.object,
      at: ["spec", "serviceName"],
      target: written ? "value" : "key",
      severity: written && headless === undefined ? "info" : "warning",
      message: `${code(set.name)} has ${written ? "an empty" : "no"} ${code("serviceName")}: its Pods get no DNS names of their own, and the field cannot be added later.`,
      help: helpFor(headless),
      related:
        headless === undefined
          ? []
          : [
              {
                object: headless,
                at: ["metadata", "name"],
                target: "value",
                message: `headless Service ${code(headless.name)} selects the Pods`,
              },
            ],
    };
  },
});

function findHeadless(services: Iterable<InputObject>): InputObject | undefined {
  for (const service of services) if (isHeadless(service)) return service;
  return undefined;
}

function helpFor(headless: InputObject | undefined): string {
  if (headless) return `Add \`serviceName: ${headless.name}\`.`;
  return "Add a headless Service that selects the Pods and name it in `serviceName`.";
}
