import type { FieldError } from "../../model/field-error.ts";
import type { JsonObject } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, required } from "./errors.ts";
import { validateScalingBehavior } from "./hpa-behavior.ts";
import { hasBadVersion, validateMetric, validateReference } from "./hpa-metrics.ts";
import { isDns1123Subdomain } from "./names.ts";
import { nameRule, validateObjectMeta, validateObjectMetaUpdate } from "./object-meta.ts";
import { Path } from "./path.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const NAME = nameRule(isDns1123Subdomain);

/** Mirrors: ValidateHorizontalPodAutoscaler, k8s.io/kubernetes/pkg/apis/autoscaling/validation v1.30.14 to v1.37.0 */
export function validateAutoscalerCreate(autoscaler: JsonObject, context: ValidationContext): void {
  validateObjectMeta(objectAt(autoscaler, "metadata"), NAME, METADATA, context);
  validateSpec(internalSpec(autoscaler), undefined, context);
}

/** Mirrors: ValidateHorizontalPodAutoscalerUpdate, same package */
export function validateAutoscalerUpdate(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  validateObjectMetaUpdate(objectAt(next, "metadata"), objectAt(old, "metadata"), METADATA, context);
  validateSpec(internalSpec(next), internalSpec(old), context);
}

/**
 * The spec as the server holds it: version 1 has one metric, and that as a number.
 * Mirrors: Convert_v1_HorizontalPodAutoscalerSpec_To_autoscaling_HorizontalPodAutoscalerSpec, k8s.io/kubernetes/pkg/apis/autoscaling/v1 v1.37.0
 */
function internalSpec(autoscaler: JsonObject): JsonObject {
  const spec = objectAt(autoscaler, "spec");
  if (textAt(autoscaler, "apiVersion") !== "autoscaling/v1") return spec;
  const { targetCPUUtilizationPercentage: averageUtilization = 80, ...rest } = spec;
  return {
    ...rest,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization } } }],
  };
}

function validateSpec(spec: JsonObject, old: JsonObject | undefined, context: ValidationContext): void {
  const declared: FieldError[] = [];
  validateReplicas(spec, old, context, { ...context, errors: declared });
  const target = objectAt(spec, "scaleTargetRef");
  const isKept =
    old !== undefined &&
    ["apiVersion", "kind"].every((field) => textAt(target, field) === textAt(old, "scaleTargetRef", field));
  const targetRule = {
    allowsAny: isKept,
    allowsNoGroup: !isKept && textAt(target, "kind") === "ReplicationController",
  };
  validateReference(target, SPEC.child("scaleTargetRef"), targetRule, context);
  validateMetrics(spec, old, context);
  const { behavior } = spec;
  if (isObject(behavior)) validateScalingBehavior(behavior, SPEC.child("behavior"), context);
  context.errors.push(...declared);
}

/**
 * From 1.37 some of these rules are declared with the type; what those find comes last, and only of what changed.
 */
function validateReplicas(
  spec: JsonObject,
  old: JsonObject | undefined,
  context: ValidationContext,
  declared: ValidationContext,
): void {
  const min = numberAt(spec, "minReplicas");
  const max = numberAt(spec, "maxReplicas") ?? 0;
  const mayBeZero = isEnabled(context.version, "HPAScaleToZero") || numberAt(old, "minReplicas") === 0;
  const least = mayBeZero ? 0 : 1;
  const isDeclared = context.version.behaviour.autoscalerMaximum === "declared";
  const at = (field: string): ValidationContext =>
    isDeclared && (old === undefined || numberAt(old, field) !== numberAt(spec, field)) ? declared : context;
  if (min !== undefined && min < least) {
    invalid(at("minReplicas"), SPEC.child("minReplicas"), min, `must be greater than or equal to ${least}`);
  }
  validateMaximum(max, at("maxReplicas"), at("maxReplicas") === declared);
  if (min === undefined || max >= min) return;
  invalid(context, SPEC.child("maxReplicas"), max, "must be greater than or equal to `minReplicas`");
}

function validateMaximum(max: number, context: ValidationContext, isDeclared: boolean): void {
  const path = SPEC.child("maxReplicas");
  if (max > 0) return;
  if (context.version.behaviour.autoscalerMaximum === "positive") invalid(context, path, max, "must be greater than 0");
  else if (max === 0) required(context, path, isDeclared ? "" : "must be set and greater than 0");
  else invalid(context, path, max, "must be greater than or equal to 1");
}

function validateMetrics(spec: JsonObject, old: JsonObject | undefined, context: ValidationContext): void {
  const metrics = listAt(spec, "metrics");
  const path = SPEC.child("metrics");
  const allowsAny = listAt(old, "metrics").some(
    (metric) => textAt(metric, "type") === "Object" && hasBadVersion(objectAt(metric, "object", "describedObject")),
  );
  for (const [index, metric] of metrics.entries()) {
    validateMetric(objectAt(metric), path.index(index), { allowsAny, allowsNoGroup: true }, context);
  }
  const hasOuter = metrics.some((metric) => ["Object", "External"].includes(textAt(metric, "type")));
  if (numberAt(spec, "minReplicas") !== 0 || hasOuter) return;
  forbidden(context, path, "must specify at least one Object or External metric to support scaling to zero replicas");
}
