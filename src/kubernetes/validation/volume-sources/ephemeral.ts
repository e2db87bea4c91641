import { isObject, type JsonObject } from "../../../model/json.ts";
import { objectAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { forbidden, required } from "../errors.ts";
import { validateAnnotations, validateLabels } from "../object-meta.ts";
import type { Path } from "../path.ts";
import { validatePersistentVolumeClaimSpec } from "../persistent-volume-claim.ts";

/** Mirrors: validateEphemeralVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateEphemeral(source: JsonObject, path: Path, context: ValidationContext): void {
  const template = source.volumeClaimTemplate;
  const at = path.child("volumeClaimTemplate");
  if (!isObject(template)) {
    required(context, at);
    return;
  }
  validateTemplateMetadata(objectAt(template, "metadata"), at.child("metadata"), context);
  validatePersistentVolumeClaimSpec(objectAt(template, "spec"), at.child("spec"), context);
}

/** Fields of the metadata in the server's order, as it writes them. */
const FORBIDDEN_METADATA: readonly (readonly [field: string, shown: string])[] = [
  ["name", "name"],
  ["generateName", "generateName"],
  ["namespace", "namespace"],
  ["selfLink", "selfLink"],
  ["uid", "uID"],
  ["resourceVersion", "resourceVersion"],
  ["generation", "generation"],
  ["creationTimestamp", "creationTimestamp"],
  ["deletionTimestamp", "deletionTimestamp"],
  ["deletionGracePeriodSeconds", "deletionGracePeriodSeconds"],
  ["ownerReferences", "ownerReferences"],
  ["finalizers", "finalizers"],
  ["managedFields", "managedFields"],
];

/**
 * A template's metadata may hold labels and annotations only.
 * Mirrors: ValidateTemplateObjectMeta, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
function validateTemplateMetadata(metadata: JsonObject, path: Path, context: ValidationContext): void {
  validateAnnotations(objectAt(metadata, "annotations"), path.child("annotations"), context);
  validateLabels(objectAt(metadata, "labels"), path.child("labels"), context);
  for (const [field, shown] of FORBIDDEN_METADATA) {
    const value = metadata[field];
    if (value === undefined || value === null || value === "" || (field === "generation" && value === 0)) continue;
    forbidden(context, path.child(shown), "cannot be set");
  }
}
