import type { JsonObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt, textMapAt, valueAt } from "../../model/json-read.ts";
import { goValue } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, required, tooLong } from "./errors.ts";
import { validateManagedFields } from "./managed-fields.ts";
import { byteLength, isDns1123Label, isQualifiedName, isValidLabelValue, maskTrailingDash } from "./names.ts";
import type { Path } from "./path.ts";

/** Messages for a name; `isPrefix` for a generateName, which may end with a dash. */
export type NameRule = (name: string, isPrefix: boolean) => string[];

/** A rule for whole names that takes a generateName without its last dash. */
export function nameRule(rule: (name: string) => string[]): NameRule {
  return (name, isPrefix) => rule(isPrefix ? maskTrailingDash(name) : name);
}

/**
 * The metadata of a new object in a namespace.
 * Mirrors: ValidateObjectMeta, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateObjectMeta(metadata: JsonObject, rule: NameRule, path: Path, context: ValidationContext): void {
  validateMetaFields(metadata, rule, path, context);
  validateFinalizerNames(listAt(metadata, "finalizers"), path.child("finalizers"), context);
}

/** Mirrors: ValidateObjectMetaAccessor, k8s.io/apimachinery/pkg/api/validation v0.37.0 */
function validateMetaFields(metadata: JsonObject, rule: NameRule, path: Path, context: ValidationContext): void {
  const generateName = textAt(metadata, "generateName");
  const name = textAt(metadata, "name");
  const namespace = textAt(metadata, "namespace");
  if (generateName !== "") {
    for (const message of rule(generateName, true)) invalid(context, path.child("generateName"), generateName, message);
  }
  // A name made from generateName is not known here.
  if (name === "" && generateName === "") {
    required(context, path.child("name"), "name or generateName is required");
  }
  for (const message of name === "" ? [] : rule(name, false)) invalid(context, path.child("name"), name, message);
  if (namespace === "") required(context, path.child("namespace"));
  else for (const message of isDns1123Label(namespace)) invalid(context, path.child("namespace"), namespace, message);
  const generation = numberAt(metadata, "generation") ?? 0;
  if (generation < 0) invalid(context, path.child("generation"), generation, "must be greater than or equal to 0");
  validateLabels(objectAt(metadata, "labels"), path.child("labels"), context);
  validateAnnotations(objectAt(metadata, "annotations"), path.child("annotations"), context);
  validateOwnerReferences(listAt(metadata, "ownerReferences"), path.child("ownerReferences"), context);
  validateFinalizers(listAt(metadata, "finalizers"), path.child("finalizers"), context);
  validateManagedFields(listAt(metadata, "managedFields"), path.child("managedFields"), context);
}

/** Mirrors: ValidateLabels, k8s.io/apimachinery/pkg/apis/meta/v1/validation v0.37.0 */
export function validateLabels(labels: JsonObject, path: Path, context: ValidationContext): void {
  const unit = context.version.behaviour.labelLengthUnit;
  for (const [key, value] of Object.entries(textMapAt(labels)).sort(byKey)) {
    for (const message of isQualifiedName(key, unit)) invalid(context, path, key, message);
    for (const message of isValidLabelValue(value, unit)) invalid(context, path, value, message);
  }
}

function byKey([a]: [string, string], [b]: [string, string]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export const MAX_ANNOTATIONS = 256 * 1024;

/** Mirrors: ValidateAnnotations, k8s.io/apimachinery/pkg/api/validation v0.37.0 */
export function validateAnnotations(annotations: JsonObject, path: Path, context: ValidationContext): void {
  let size = 0;
  for (const [key, value] of Object.entries(textMapAt(annotations)).sort(byKey)) {
    for (const message of isQualifiedName(key.toLowerCase(), context.version.behaviour.labelLengthUnit))
      invalid(context, path, key, message);
    size += byteLength(key) + byteLength(value);
  }
  if (size > MAX_ANNOTATIONS) tooLong(context, path, MAX_ANNOTATIONS);
}

/** Mirrors: ValidateOwnerReferences, k8s.io/apimachinery/pkg/api/validation v0.30.14 to v0.37.0 */
function validateOwnerReferences(references: ReturnType<typeof listAt>, path: Path, context: ValidationContext): void {
  let controller = "";
  for (const [index, reference] of references.entries()) {
    validateOwnerReference(objectAt(reference), path, index, context);
    if (valueAt(reference, "controller") !== true) continue;
    const identity = `${textAt(reference, "kind")}/${textAt(reference, "name")}`;
    if (controller === "") controller = identity;
    else {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${identity}`;
      invalid(context, path, goValue("[]meta/v1.OwnerReference", [...references]), detail);
    }
  }
}

function validateOwnerReference(reference: JsonObject, list: Path, index: number, context: ValidationContext): void {
  const form = context.version.behaviour.emptyOwnerField;
  const path = form === "required" ? list.index(index) : list;
  const empty = (field: string, name: string): void => {
    if (form === "required") required(context, path.child(field), "must not be empty");
    else invalid(context, path.child(field), "", `${name}must not be empty`);
  };
  const apiVersion = textAt(reference, "apiVersion");
  const at = path.child("apiVersion");
  if (form !== "required" && versionOf(apiVersion) === "")
    invalid(context, at, apiVersion, "version must not be empty");
  else if (apiVersion === "") empty("apiVersion", "");
  else if (versionOf(apiVersion) === "") invalid(context, at, apiVersion, "must be <group>/<version> or <version>");
  for (const field of ["kind", "name", "uid"]) {
    if (textAt(reference, field) === "") empty(field, form === "named" ? `${field} ` : "");
  }
  if (apiVersion !== "v1" || textAt(reference, "kind") !== "Event") return;
  invalid(
    context,
    path,
    goValue("meta/v1.OwnerReference", reference),
    "/v1, Kind=Event is disallowed from being an owner",
  );
}

/** The version in `group/version`; "" where there is none. Mirrors: ParseGroupVersion, k8s.io/apimachinery v0.37.0 */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split("/");
  return parts.length > 2 ? "" : (parts.at(-1) ?? "");
}

function validateFinalizers(finalizers: ReturnType<typeof listAt>, path: Path, context: ValidationContext): void {
  const names = finalizers.filter((name) => typeof name === "string");
  for (const name of names) {
    for (const message of isQualifiedName(name, context.version.behaviour.labelLengthUnit))
      invalid(context, path, name, message);
  }
  if (names.includes("orphan") && names.includes("foregroundDeletion")) {
    invalid(context, path, goValue("[]string", names), "finalizer orphan and foregroundDeletion cannot be both set");
  }
}

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set(["kubernetes", "orphan", "foregroundDeletion"]);

/** Mirrors: validateKubeFinalizerName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateFinalizerNames(finalizers: ReturnType<typeof listAt>, path: Path, context: ValidationContext): void {
  for (const [index, name] of finalizers.entries()) {
    if (typeof name !== "string" || name.includes("/") || STANDARD_FINALIZERS.has(name)) continue;
    const problem = "name is neither a standard finalizer name nor is it fully qualified";
    invalid(context, path.index(index), name, problem);
  }
}

const IMMUTABLE = ["name", "namespace", "uid"];

/**
 * The metadata of a changed object, which up to three rules look at.
 * Mirrors: validateCommonFields, k8s.io/apiserver/pkg/registry/rest v0.37.0; ValidateObjectMetaUpdate,
 * k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateObjectMetaUpdate(
  next: JsonObject,
  old: JsonObject,
  path: Path,
  context: ValidationContext,
): void {
  validatePlainObjectMetaUpdate(next, old, path, context);
  validateMetaChange(next, old, path, context);
  validateFinalizerNames(listAt(next, "finalizers"), path.child("finalizers"), context);
}

/** The same for a kind whose strategy does not look at metadata. */
export function validatePlainObjectMetaUpdate(
  next: JsonObject,
  old: JsonObject,
  path: Path,
  context: ValidationContext,
): void {
  validatePlainObjectMeta(next, path, context);
  validateMetaChange(next, old, path, context);
}

/** The metadata of an object of any kind: its name need only fit into an address. */
export function validatePlainObjectMeta(metadata: JsonObject, path: Path, context: ValidationContext): void {
  validateMetaFields(metadata, PATH_SEGMENT, path, context);
}

/** Messages for a name that becomes a part of an address. */
export function isPathSegment(name: string): string[] {
  return PATH_SEGMENT(name, false);
}

/** Mirrors: IsValidPathSegmentName, k8s.io/apimachinery/pkg/api/validation/path v0.37.0 */
const PATH_SEGMENT: NameRule = (name, isPrefix) => {
  if (!isPrefix && (name === "." || name === "..")) return [`may not be '${name}'`];
  return ["/", "%"].filter((char) => name.includes(char)).map((char) => `may not contain '${char}'`);
};

/** Mirrors: ValidateObjectMetaAccessorUpdate, k8s.io/apimachinery/pkg/api/validation v0.37.0 */
function validateMetaChange(next: JsonObject, old: JsonObject, path: Path, context: ValidationContext): void {
  if (textAt(old, "deletionTimestamp") !== "" && listAt(next, "finalizers").length > listAt(old, "finalizers").length) {
    forbidden(context, path.child("finalizers"), "no new finalizers can be added if the object is being deleted");
  }
  if ((numberAt(next, "generation") ?? 0) < (numberAt(old, "generation") ?? 0)) {
    invalid(context, path.child("generation"), numberAt(next, "generation") ?? 0, "must not be decremented");
  }
  for (const field of IMMUTABLE) {
    const value = textAt(next, field);
    if (value !== textAt(old, field)) invalid(context, path.child(field), value, "field is immutable");
  }
  validateLabels(objectAt(next, "labels"), path.child("labels"), context);
  validateAnnotations(objectAt(next, "annotations"), path.child("annotations"), context);
  validateOwnerReferences(listAt(next, "ownerReferences"), path.child("ownerReferences"), context);
  validateManagedFields(listAt(next, "managedFields"), path.child("managedFields"), context);
}
