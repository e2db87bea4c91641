import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { unifiedDiff } from "../../model/unified-diff.ts";
import { apiTypes } from "../../schema/api-type.ts";
import { isSemanticallyEqual } from "../semantic-equal.ts";
import { isEnabled } from "../versions/version.ts";
import { namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid } from "./errors.ts";
import { goJson } from "./go-value-text.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { validateObjectMetaUpdate } from "./object-meta.ts";
import { Path } from "./path.ts";
import { validatePersistentVolumeClaimCreate } from "./persistent-volume-claim.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const OLD_CLASS = "volume.beta.kubernetes.io/storage-class";
const ATTRIBUTES_CLASS = "volumeAttributesClassName";

/** Mirrors: ValidatePersistentVolumeClaimUpdate, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validatePersistentVolumeClaimUpdate(
  next: JsonObject,
  old: JsonObject,
  context: ValidationContext,
): void {
  validateObjectMetaUpdate(objectAt(next, "metadata"), objectAt(old, "metadata"), METADATA, context);
  validatePersistentVolumeClaimCreate(next, context, {
    badSelectorValues: hasBadSelector(old, context),
    badApiGroups: ["dataSource", "dataSourceRef"].some((field) => hasText(valueAt(old, "spec", field, "apiGroup"))),
  });
  validateSpecChange(next, old, context);
  validateSizeChange(next, old, context);
  const mode = valueAt(next, "spec", "volumeMode");
  if (mode !== valueAt(old, "spec", "volumeMode")) {
    const shown = typeof mode === "string" ? namedText(mode) : null;
    invalid(context, Path.of("volumeMode"), shown, "field is immutable");
  }
  validateAttributesClassChange(next, old, context);
}

function hasText(value: JsonValue | undefined): value is string {
  return typeof value === "string";
}

function hasBadSelector(old: JsonObject, context: ValidationContext): boolean {
  const quiet = { ...context, errors: [] };
  const selector = valueAt(old, "spec", "selector");
  if (isObject(selector)) validateLabelSelector(selector, SPEC, quiet);
  return quiet.errors.length > 0;
}

const IMMUTABLE =
  "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n";

/** What may change is made equal in copies; the rest is compared as a whole. */
function validateSpecChange(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  const [oldSpec, nextSpec]: JsonObject[] = [{ ...objectAt(old, "spec") }, { ...objectAt(next, "spec") }];
  if (!oldSpec || !nextSpec) return;
  if (textAt(oldSpec, "volumeName") === "") copyField("volumeName", nextSpec, oldSpec);
  settleStorageClass(next, old, { oldSpec, nextSpec }, context);
  if (valueAt(next, "status", "phase") === "Bound") settleSize(oldSpec, nextSpec);
  if (mayChangeAttributes(next, context)) copyField(ATTRIBUTES_CLASS, oldSpec, nextSpec);
  const { minor } = context.version;
  const type = apiTypes(minor).named("core/v1.PersistentVolumeClaimSpec");
  if (isSemanticallyEqual(type, oldSpec, nextSpec)) return;
  forbidden(context, SPEC, IMMUTABLE + unifiedDiff(indented(oldSpec, minor), indented(nextSpec, minor)));
}

function copyField(field: string, from: JsonObject, to: JsonObject): void {
  const value = from[field];
  if (value === undefined) delete to[field];
  else to[field] = value;
}

interface Specs {
  readonly oldSpec: JsonObject;
  readonly nextSpec: JsonObject;
}

/** A class may move from the old annotation into the field, and be filled in where there was none. */
function settleStorageClass(
  next: JsonObject,
  old: JsonObject,
  { oldSpec, nextSpec }: Specs,
  context: ValidationContext,
): void {
  const before = valueAt(old, "metadata", "annotations", OLD_CLASS);
  const after = valueAt(next, "metadata", "annotations", OLD_CLASS);
  const name = nextSpec.storageClassName;
  const hadNone = !hasText(oldSpec.storageClassName);
  const isSame = after === undefined || after === before;
  if (hasText(before) && hadNone && name === before && isSame) {
    delete nextSpec.storageClassName;
    return;
  }
  if (textOf(before) !== textOf(after)) {
    invalid(context, METADATA.child("annotations").child(OLD_CLASS), textOf(after), "field is immutable");
  }
  if (hasText(name) && hadNone && (before === undefined || before === name)) delete nextSpec.storageClassName;
}

function textOf(value: JsonValue | undefined): string {
  return hasText(value) ? value : "";
}

function settleSize(oldSpec: JsonObject, nextSpec: JsonObject): void {
  const requests = valueAt(nextSpec, "resources", "requests");
  if (!isObject(requests)) return;
  const storage = valueAt(oldSpec, "resources", "requests", "storage") ?? "0";
  nextSpec.resources = { ...objectAt(nextSpec, "resources"), requests: { ...requests, storage } };
}

function mayChangeAttributes(next: JsonObject, { version }: ValidationContext): boolean {
  const { attributesClassChange } = version.behaviour;
  if (attributesClassChange === "always") return true;
  if (valueAt(next, "status", "phase") !== "Bound") return false;
  return attributesClassChange === "when bound" || hasText(valueAt(next, "spec", ATTRIBUTES_CLASS));
}

function validateSizeChange(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  const [before, after] = [old, next].map((claim) =>
    String(valueAt(claim, "spec", "resources", "requests", "storage") ?? "0"),
  );
  if (compareQuantities(after ?? "0", before ?? "0") >= 0) return;
  const path = SPEC.child("resources").child("requests").child("storage");
  const status = objectAt(old, "status");
  const isRecovering = isObject(status.allocatedResources) || isObject(status.allocatedResourceStatuses);
  if (!isRecovering && !isEnabled(context.version, "RecoverVolumeExpansionFailure")) {
    forbidden(context, path, "field can not be less than previous value");
  } else if (compareQuantities(after ?? "0", String(valueAt(status, "capacity", "storage") ?? "0")) <= 0) {
    forbidden(context, path, "field can not be less than status.capacity");
  }
}

function validateAttributesClassChange(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  const before = valueAt(old, "spec", ATTRIBUTES_CLASS);
  const after = valueAt(next, "spec", ATTRIBUTES_CLASS);
  if ((before ?? null) === (after ?? null)) return;
  const path = SPEC.child(ATTRIBUTES_CLASS);
  const isOn = isEnabled(context.version, "VolumeAttributesClass");
  if (!isOn) forbidden(context, path, "update is forbidden when the VolumeAttributesClass feature gate is disabled");
  if (!isOn && !hasText(before)) return;
  const isCurrent = context.version.behaviour.attributesClassChange === "when bound";
  const isApplied = isCurrent ? hasText(valueAt(old, "status", "currentVolumeAttributesClassName")) : hasText(before);
  if (!isApplied || (hasText(after) && after !== "")) return;
  const to = hasText(after) ? "empty string" : "nil";
  if (isCurrent) {
    forbidden(context, path, `update to ${to} is forbidden when status.currentVolumeAttributesClassName is not nil`);
  } else {
    const article = hasText(after) ? "an " : "";
    forbidden(context, path, `update from non-nil value to ${article}${to} is forbidden`);
  }
}

/** The spec as the server's JSON encoder writes it, a value a line. */
function indented(spec: JsonObject, minor: number): string {
  let depth = 0;
  const line = (change: number): string => {
    depth += change;
    return `\n${" ".repeat(depth)}`;
  };
  return goJson("internal/core.PersistentVolumeClaimSpec", spec, minor).replaceAll(TOKEN, (token) => {
    if (token === "{" || token === "[") return token + line(1);
    if (token === "}" || token === "]") return line(-1) + token;
    if (token === ",") return token + line(0);
    return token === ":" ? ": " : token;
  });
}

/** Strings, empty values and whatever the layout depends on. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]/g;
