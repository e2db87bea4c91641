import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { isEnabled } from "../versions/version.ts";
import { namedText } from "./bad-value.ts";
import { validateDataSources } from "./claim-data-source.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { isDns1123Subdomain } from "./names.ts";
import { nameRule, validateObjectMeta } from "./object-meta.ts";
import { Path } from "./path.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const CLAIM_NAME = nameRule(isDns1123Subdomain);

/** What the stored claim lets through on an update. */
export interface ClaimTolerance {
  readonly badSelectorValues?: boolean;
  readonly badApiGroups?: boolean;
}

/** Mirrors: ValidatePersistentVolumeClaim, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePersistentVolumeClaimCreate(
  claim: JsonObject,
  context: ValidationContext,
  tolerance: ClaimTolerance = {},
): void {
  validateObjectMeta(objectAt(claim, "metadata"), CLAIM_NAME, METADATA, context);
  validatePersistentVolumeClaimSpec(objectAt(claim, "spec"), SPEC, context, tolerance);
}

/** Mirrors: ValidatePersistentVolumeClaimSpec, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePersistentVolumeClaimSpec(
  spec: JsonObject,
  path: Path,
  context: ValidationContext,
  tolerance: ClaimTolerance = {},
): void {
  if (listAt(spec, "accessModes").length === 0) {
    required(context, path.child("accessModes"), "at least 1 access mode is required");
  }
  if (isObject(spec.selector)) {
    validateLabelSelector(spec.selector, path.child("selector"), context, tolerance.badSelectorValues);
  }
  validateAccessModes(spec, path.child("accessModes"), context);
  validateStorage(spec, path.child("resources").key("storage"), context);
  validateClassName(spec, "storageClassName", path, context);
  validateVolumeMode(spec, path.child("volumeMode"), context);
  validateDataSources(spec, path, tolerance.badApiGroups === true, context);
  if (isEnabled(context.version, "VolumeAttributesClass")) {
    validateClassName(spec, "volumeAttributesClassName", path, context);
  }
}

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const SINGLE_POD = "ReadWriteOncePod";

function validateAccessModes(spec: JsonObject, path: Path, context: ValidationContext): void {
  const modes = listAt(spec, "accessModes").map(String);
  for (const mode of modes) {
    if (!ACCESS_MODES.includes(mode)) notSupported(context, path, namedText(mode), ACCESS_MODES);
  }
  const hasOther = modes.some((mode) => mode !== SINGLE_POD && ACCESS_MODES.includes(mode));
  if (hasOther && modes.includes(SINGLE_POD)) {
    forbidden(context, path, "may not use ReadWriteOncePod with other access modes");
  }
}

function validateStorage(spec: JsonObject, path: Path, context: ValidationContext): void {
  const size = valueAt(spec, "resources", "requests", "storage");
  if (size === undefined) required(context, path);
  else if (compareQuantities(String(size), "0") <= 0) {
    invalid(context, path, String(size), "must be greater than zero");
  }
}

function validateClassName(spec: JsonObject, field: string, path: Path, context: ValidationContext): void {
  const name = textAt(spec, field);
  if (name !== "") invalidEach(context, path.child(field), name, isDns1123Subdomain(name));
}

const VOLUME_MODES = ["Block", "Filesystem"];

function validateVolumeMode({ volumeMode }: JsonObject, path: Path, context: ValidationContext): void {
  if (typeof volumeMode !== "string" || VOLUME_MODES.includes(volumeMode)) return;
  notSupported(context, path, namedText(volumeMode), VOLUME_MODES);
}
