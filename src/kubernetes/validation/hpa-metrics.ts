import type { JsonObject } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { numberAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isDns1123Label } from "./names.ts";
import { isPathSegment } from "./object-meta.ts";
import type { Path } from "./path.ts";
import { validateContainerResourceName } from "./resource-names.ts";

/** What the `apiVersion` of a reference may be. */
export interface ReferenceRule {
  /** Anything: it was so before. */
  readonly allowsAny: boolean;
  /** One without a group: the core API. */
  readonly allowsNoGroup: boolean;
}

/** Mirrors: ValidateCrossVersionObjectReference, k8s.io/kubernetes/pkg/apis/autoscaling/validation v1.37.0 and v1.33.13 */
export function validateReference(
  reference: JsonObject,
  path: Path,
  rule: ReferenceRule,
  context: ValidationContext,
): void {
  for (const field of ["kind", "name"]) {
    const value = textAt(reference, field);
    if (value === "") required(context, path.child(field));
    else invalidEach(context, path.child(field), value, isPathSegment(value));
  }
  if (!context.version.behaviour.checksScaleTargetVersion || rule.allowsAny) return;
  const apiVersion = textAt(reference, "apiVersion");
  const at = path.child("apiVersion");
  if (hasBadVersion(reference)) invalid(context, at, apiVersion, `unexpected GroupVersion string: ${apiVersion}`);
  else if (!rule.allowsNoGroup && !/^[^/]+\//.test(apiVersion)) {
    invalid(context, at, apiVersion, "apiVersion must specify API group");
  }
}

/** True for an `apiVersion` that is no group and version. */
export function hasBadVersion(reference: JsonObject): boolean {
  return textAt(reference, "apiVersion").split("/").length > 2;
}

interface Source {
  readonly field: string;
  readonly type: string;
  readonly validate: (source: JsonObject, path: Path, rule: ReferenceRule, context: ValidationContext) => void;
}

/** In the order in which they are looked at. */
const SOURCES: readonly Source[] = [
  { field: "object", type: "Object", validate: validateObjectSource },
  { field: "external", type: "External", validate: validateExternalSource },
  { field: "pods", type: "Pods", validate: validatePodsSource },
  { field: "resource", type: "Resource", validate: validateResourceSource },
  { field: "containerResource", type: "ContainerResource", validate: validateContainerSource },
];
const TYPES = SOURCES.map(({ type }) => type).sort();

/** Mirrors: validateMetricSpec, k8s.io/kubernetes/pkg/apis/autoscaling/validation v1.37.0 */
export function validateMetric(metric: JsonObject, path: Path, rule: ReferenceRule, context: ValidationContext): void {
  const type = textAt(metric, "type");
  const isKnown = TYPES.includes(type);
  if (type === "") required(context, path.child("type"), "must specify a metric source type");
  if (!isKnown) notSupported(context, path.child("type"), namedText(type), TYPES);
  const present = SOURCES.filter(({ field }) => isObject(metric[field]));
  const [first] = present;
  if (first) first.validate(objectAt(metric, first.field), path.child(first.field), rule, context);
  const expected = SOURCES.find((source) => source.type === type);
  if (!expected) notSupported(context, path.child("type"), namedText(type), TYPES);
  else if (!present.includes(expected)) {
    required(context, path.child(expected.field), "must populate information for the given metric source");
  }
  if (present.length < 2) return;
  // The server walks a set here; in the order of names.
  for (const field of present.map((source) => source.field).sort()) {
    if (field !== expected?.field) forbidden(context, path.child(field), "must populate the given metric source only");
  }
}

function validateObjectSource(source: JsonObject, path: Path, rule: ReferenceRule, context: ValidationContext): void {
  validateReference(objectAt(source, "describedObject"), path.child("describedObject"), rule, context);
  validateIdentifier(source, path, context);
  validateTarget(source, path, context);
  if (has(source, "value") || has(source, "averageValue")) return;
  required(context, path.child("target").child("averageValue"), "must set either a target value or averageValue");
}

function validateExternalSource(source: JsonObject, path: Path, _: ReferenceRule, context: ValidationContext): void {
  validateIdentifier(source, path, context);
  validateTarget(source, path, context);
  const target = path.child("target");
  const [hasValue, hasAverage] = [has(source, "value"), has(source, "averageValue")];
  if (!hasValue && !hasAverage) {
    required(context, target.child("averageValue"), "must set either a target value for metric or a per-pod target");
  }
  if (hasValue && hasAverage) {
    forbidden(context, target.child("value"), "may not set both a target value for metric and a per-pod target");
  }
}

function validatePodsSource(source: JsonObject, path: Path, _: ReferenceRule, context: ValidationContext): void {
  validateIdentifier(source, path, context);
  validateTarget(source, path, context);
  if (has(source, "averageValue")) return;
  required(context, path.child("target").child("averageValue"), "must specify a positive target averageValue");
}

function validateResourceSource(source: JsonObject, path: Path, _: ReferenceRule, context: ValidationContext): void {
  if (textAt(source, "name") === "") required(context, path.child("name"), "must specify a resource name");
  validateResourceTarget(source, path, context);
}

function validateContainerSource(source: JsonObject, path: Path, _: ReferenceRule, context: ValidationContext): void {
  const [name, container] = [textAt(source, "name"), textAt(source, "container")];
  if (name === "") required(context, path.child("name"), "must specify a resource name");
  else validateContainerResourceName(name, path.child("name"), context, name);
  if (container === "") required(context, path.child("container"), "must specify a container");
  else invalidEach(context, path.child("container"), container, isDns1123Label(container));
  validateResourceTarget(source, path, context);
}

function validateResourceTarget(source: JsonObject, path: Path, context: ValidationContext): void {
  validateTarget(source, path, context);
  const target = path.child("target");
  const [hasUtilization, hasValue] = [has(source, "averageUtilization"), has(source, "averageValue")];
  if (!hasUtilization && !hasValue) {
    const detail = "must set either a target raw value or a target utilization";
    required(context, target.child("averageUtilization"), detail);
  }
  if (hasUtilization && hasValue) {
    forbidden(context, target.child("averageValue"), "may not set both a target raw value and a target utilization");
  }
}

function has(source: JsonObject, field: string): boolean {
  const value = valueAt(source, "target", field);
  return value !== undefined && value !== null;
}

const TARGET_TYPES = ["Utilization", "Value", "AverageValue"];

/** Mirrors: validateMetricTarget, k8s.io/kubernetes/pkg/apis/autoscaling/validation v1.37.0 */
function validateTarget(source: JsonObject, parent: Path, context: ValidationContext): void {
  const target = objectAt(source, "target");
  const path = parent.child("target");
  const type = textAt(target, "type");
  if (type === "") required(context, path.child("type"), "must specify a metric target type");
  if (!TARGET_TYPES.includes(type)) {
    invalid(context, path.child("type"), namedText(type), "must be either Utilization, Value, or AverageValue");
  }
  for (const field of ["value", "averageValue"]) {
    const amount = textAt(target, field);
    if (amount === "" || compareQuantities(amount, "0") > 0) continue;
    invalid(context, path.child(field), goValue("api/resource.Quantity", amount), "must be positive");
  }
  const utilization = numberAt(target, "averageUtilization");
  if (utilization === undefined || utilization >= 1) return;
  invalid(context, path.child("averageUtilization"), utilization, "must be greater than 0");
}

function validateIdentifier(source: JsonObject, parent: Path, context: ValidationContext): void {
  const name = textAt(source, "metric", "name");
  const path = parent.child("metric").child("name");
  if (name === "") required(context, path, "must specify a metric name");
  else invalidEach(context, path, name, isPathSegment(name));
}
