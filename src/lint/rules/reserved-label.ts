import { textMapAt, valueAt } from "../../model/json-read.ts";
import { GENERATED_LABELS } from "../pod-labels.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const reservedLabel = defineRule({
  id: "STS119",
  name: "reserved-label",
  severity: "warning",
  summary: "the template or the selector sets a label that the controller writes itself",
  rationale:
    "`statefulset.kubernetes.io/pod-name`, `apps.kubernetes.io/pod-index` and `controller-revision-hash` get a value of their own in each Pod, whatever the template says. In the set's selector such a label is fatal: the finished Pods no longer match, and the controller tries for ever to create Pods that exist.",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label"],
  *check(set) {
    for (const key of GENERATED_LABELS) {
      if (valueAt(textMapAt(set.selector, "matchLabels"), key) !== undefined) {
        yield {
          object: set.object,
          at: ["spec", "selector", "matchLabels", key],
          target: "key",
          severity: "error",
          message: `The selector of ${code(set.name)} contains ${code(key)}, which the controller gives another value in each Pod: its own Pods do not match it.`,
          help: "Take the label out of selector and template.",
        };
      } else if (Object.hasOwn(set.podLabels, key)) {
        yield {
          object: set.object,
          at: ["spec", "template", "metadata", "labels", key],
          target: "key",
          message: `The label ${code(key)} of the Pod template of ${code(set.name)} has no effect: the controller writes its own value.`,
          help: "Remove it.",
        };
      }
    }
  },
});
