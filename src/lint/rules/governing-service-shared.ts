import { labelsMeetAll, plainRequirements } from "../../kubernetes/label-selector.ts";
import type { PodGroup } from "../pod-index.ts";
import { defineRule } from "../rule.ts";
import { isHeadless, serviceSelector } from "../services.ts";
import type { SetView } from "../set-view.ts";
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
    const service = index.governingService(set);
    if (service === undefined || !isHeadless(service)) return;
    const selector = plainRequirements(serviceSelector(service));
    if (!labelsMeetAll(selector, set.podLabels)) return;
    const groups = index.selectedBy(service, selector);
    const strangers = strangersIn(groups, set);
    if (strangers.length === 0) return;
    yield {
      object: service,
      at: ["spec", "selector"],
      target: "value",
      message: `Service ${code(service.name)} governs ${code(set.name)} but also selects the Pods of ${codeList(strangers)}: its DNS answers mix them.`,
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

/** Sets of other names that are governed by another Service; the first few of each kind of label will do. */
function strangersIn(groups: readonly PodGroup[], set: SetView): string[] {
  const names = groups
    .flatMap((group) => group.sets.slice(0, 20))
    .filter((other) => other.name !== set.name && other.serviceName !== set.serviceName)
    .map((other) => other.name);
  return [...new Set(names)];
}
