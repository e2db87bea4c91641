import { textMapAt, valueAt } from "../../model/json-read.ts";
import { defineObjectRule } from "../rule.ts";
import { code } from "../wording.ts";

const ANNOTATION = "service.alpha.kubernetes.io/tolerate-unready-endpoints";

export const tolerateUnreadyIgnored = defineObjectRule({
  id: "STS218",
  name: "tolerate-unready-ignored",
  severity: "warning",
  on: "Service",
  summary: "a Service asks for unready Pods in DNS by an annotation that nothing reads any more",
  rationale:
    "The annotation was replaced by the field `publishNotReadyAddresses` and is ignored by all supported versions. Members that look for each other while they start do not find each other, as if nothing were set.",
  sources: ["kubernetes/kubernetes#49061", "https://kubernetes.io/docs/reference/labels-annotations-taints/"],
  *check(service) {
    if (textMapAt(service.stored, "metadata", "annotations")[ANNOTATION] !== "true") return;
    if (valueAt(service.stored, "spec", "publishNotReadyAddresses") === true) return;
    yield {
      object: service,
      at: ["metadata", "annotations", ANNOTATION],
      target: "key",
      message: `Service ${code(service.name)} relies on ${code(ANNOTATION)}, which nothing reads any more: Pods that are not ready stay out of DNS.`,
      help: "Set `publishNotReadyAddresses: true` in `spec`, and remove the annotation.",
    };
  },
});
