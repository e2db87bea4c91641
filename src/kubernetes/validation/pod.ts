import { isObject, type JsonObject } from "../../model/json.ts";
import { integerAt, listAt, objectAt, textAt } from "../../model/json-read.ts";
import { validateImageBlanks } from "./any-container.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, nonNegative } from "./errors.ts";
import { isDns1123Subdomain } from "./names.ts";
import { nameRule, validateObjectMeta } from "./object-meta.ts";
import { Path } from "./path.ts";
import { validatePodAnnotations, validateProfileAgreement } from "./pod-annotations.ts";
import type { PodContext } from "./pod-context.ts";
import { validatePodSpec } from "./pod-spec.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const POD_NAME = nameRule(isDns1123Subdomain);

/**
 * What the server says to a Pod that the controller makes. It always has a service account: admission sees to that.
 * Mirrors: ValidatePodCreate, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validatePodCreate(pod: JsonObject, context: ValidationContext): void {
  const metadata = objectAt(pod, "metadata");
  const spec = objectAt(pod, "spec");
  const annotations = objectAt(metadata, "annotations");
  const podContext: PodContext = { ...context, pod: metadata };
  validateObjectMeta(metadata, POD_NAME, METADATA, context);
  validatePodAnnotations(annotations, spec, METADATA.child("annotations"), podContext);
  validatePodSpec(spec, SPEC, podContext);
  // Before 1.37 a negative period has been made 1 by now.
  nonNegative(integerAt(spec, "terminationGracePeriodSeconds"), SPEC.child("terminationGracePeriodSeconds"), context);
  for (const list of ["containers", "initContainers"]) {
    for (const [index, container] of listAt(spec, list).entries())
      if (isObject(container)) validateImageBlanks(container, SPEC.child(list).index(index), podContext);
  }
  if (listAt(spec, "ephemeralContainers").length > 0)
    forbidden(context, SPEC.child("ephemeralContainers"), "cannot be set on create");
  if (textAt(spec, "nodeName") !== "" && listAt(spec, "schedulingGates").length > 0)
    forbidden(context, SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
  validateProfileAgreement(annotations, spec, SPEC, podContext);
}
