import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import { listAt, objectAt, textAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { validateFieldSelector, validateResourceSelector } from "../downward-api.ts";
import { invalid, required } from "../errors.ts";
import type { Path } from "../path.ts";
import type { PodContext } from "../pod-context.ts";
import { validateFileMode, validateFileUser } from "./file-mode.ts";
import { validateNonReservedPath } from "./projected-paths.ts";
import { requireTexts } from "./required-fields.ts";

/** Mirrors: validateSecretVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSecretVolume(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["secretName"], path, context);
  validateDefaults(source, path, context);
  validateItems(source, path, context);
}

/** Mirrors: validateConfigMapVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateConfigMapVolume(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["name"], path, context);
  validateDefaults(source, path, context);
  validateItems(source, path, context);
}

/** Mirrors: validateDownwardAPIVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateDownwardApiVolume(source: JsonObject, path: Path, context: PodContext): void {
  validateDefaults(source, path, context);
  // The server does not say which of the items it means.
  for (const item of listAt(source, "items")) validateDownwardApiFile(asObject(item), path, context);
}

/** Mode and owner of the files of a volume. */
export function validateDefaults(source: JsonObject, path: Path, context: ValidationContext): void {
  validateFileMode(source.defaultMode, path.child("defaultMode"), context);
  validateFileUser(source.defaultUser, path.child("defaultUser"), context);
}

function validateItems(source: JsonObject, path: Path, context: ValidationContext): void {
  for (const [index, item] of listAt(source, "items").entries()) {
    validateKeyToPath(item, path.child("items").index(index), context);
  }
}

/** Mirrors: validateKeyToPath, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateKeyToPath(value: JsonValue, path: Path, context: ValidationContext): void {
  const item = asObject(value);
  requireTexts(item, ["key", "path"], path, context);
  validateNonReservedPath(textAt(item, "path"), path.child("path"), context);
  validateFileMode(item.mode, path.child("mode"), context);
  validateFileUser(item.user, path.child("user"), context);
}

/** In the order in which the server lists them. */
const FILE_FIELDS = ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

/** Mirrors: validateDownwardAPIVolumeFile, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateDownwardApiFile(file: JsonObject, path: Path, context: PodContext): void {
  requireTexts(file, ["path"], path, context);
  validateNonReservedPath(textAt(file, "path"), path.child("path"), context);
  const hasResource = isObject(file.resourceFieldRef);
  if (isObject(file.fieldRef)) {
    validateFieldSelector(file.fieldRef, FILE_FIELDS, path.child("fieldRef"), context);
    if (hasResource) {
      invalid(context, path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
    }
  } else if (hasResource) {
    validateResourceSelector(objectAt(file, "resourceFieldRef"), true, path.child("resourceFieldRef"), context);
  } else required(context, path, "one of fieldRef and resourceFieldRef is required");
  validateFileMode(file.mode, path.child("mode"), context);
  validateFileUser(file.user, path.child("user"), context);
}

function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}
