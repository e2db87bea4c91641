import type { JsonObject } from "../../model/json.ts";
import { listAt, objectAt } from "../../model/json-read.ts";
import { forbidden } from "./errors.ts";
import { validateAnnotations, validateLabels } from "./object-meta.ts";
import type { Path } from "./path.ts";
import { validatePodAnnotations, validateProfileAgreement } from "./pod-annotations.ts";
import type { PodContext } from "./pod-context.ts";
import { validatePodSpec } from "./pod-spec.ts";

/** Mirrors: ValidatePodTemplateSpec, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodTemplateSpec(template: JsonObject, path: Path, context: PodContext): void {
  const podSpec = objectAt(template, "spec");
  const annotations = objectAt(template, "metadata", "annotations");
  const specPath = path.child("spec");
  validateTemplateMetadata(template, path, context);
  validatePodSpec(podSpec, specPath, context);
  validateProfileAgreement(annotations, podSpec, specPath, context);
  if (listAt(podSpec, "ephemeralContainers").length > 0) {
    forbidden(context, specPath.child("ephemeralContainers"), "ephemeral containers not allowed in pod template");
  }
}

/** Labels and annotations of a template, which a StatefulSet has looked at in every version. */
export function validateTemplateMetadata(template: JsonObject, path: Path, context: PodContext): void {
  const metadata = objectAt(template, "metadata");
  const annotations = objectAt(metadata, "annotations");
  validateLabels(objectAt(metadata, "labels"), path.child("labels"), context);
  validateAnnotations(annotations, path.child("annotations"), context);
  validatePodAnnotations(annotations, objectAt(template, "spec"), path.child("annotations"), context);
}
