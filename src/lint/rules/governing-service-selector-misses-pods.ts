import { labelsMeet, plainRequirements } from "../../kubernetes/label-selector.ts";
import type { InputObject } from "../../model/inventory.ts";
import { GENERATED_LABELS } from "../pod-labels.ts";
import { defineRule, type RelatedFinding } from "../rule.ts";
import { serviceSelector } from "../services.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const governingServiceSelectorMissesPods = defineRule({
  id: "STS205",
  name: "governing-service-selector-misses-pods",
  severity: "error",
  summary: "the governing Service's selector does not match the Pod template's labels",
  rationale:
    "Without matching Pods the Service has no endpoints: neither its own name nor any Pod's name resolves, although everything is accepted.",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  *check(set, { index }) {
    const service = index.governingService(set);
    if (service === undefined) return;
    for (const requirement of plainRequirements(serviceSelector(service))) {
      const { key } = requirement;
      if (GENERATED_LABELS.includes(key) || labelsMeet(requirement, set.podLabels)) continue;
      const actual = set.podLabels[key];
      const wanted = requirement.values[0] ?? "";
      yield {
        object: service,
        at: ["spec", "selector", key],
        target: "value",
        message: `Service ${code(service.name)} selects ${code(`${key}: ${wanted}`)}, but the Pods of ${code(set.name)} ${
          actual === undefined ? `have no label ${code(key)}` : `have ${code(`${key}: ${actual}`)}`
        }: the Service has no endpoints and the Pods no DNS names.`,
        help:
          actual === undefined
            ? `Add the label to the Pod template, or take ${code(key)} out of the selector.`
            : `Write ${code(`${key}: ${actual}`)} in the selector.`,
        related: [templateLabels(set, key, service)],
      };
    }
  },
});

function templateLabels(set: SetView, key: string, service: InputObject): RelatedFinding {
  const has = Object.hasOwn(set.podLabels, key);
  return {
    object: set.object,
    at: ["spec", "template", "metadata", "labels", ...(has ? [key] : [])],
    target: has ? "value" : "key",
    message: `labels of the Pods that ${code(service.name)} should select`,
  };
}
