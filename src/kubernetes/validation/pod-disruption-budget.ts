import type { JsonObject } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { objectAt } from "../../model/json-read.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { invalid, notSupported } from "./errors.ts";
import { validateIntOrPercent } from "./int-or-percent.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { validatePlainObjectMeta, validatePlainObjectMetaUpdate } from "./object-meta.ts";
import { Path } from "./path.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");

/**
 * The strategy of the kind has no rule for metadata; the general ones are asked when all else is well.
 * Mirrors: ValidatePodDisruptionBudget, k8s.io/kubernetes/pkg/apis/policy/validation v1.37.0
 */
export function validateBudgetCreate(budget: JsonObject, context: ValidationContext): void {
  validateSpec(objectAt(budget, "spec"), false, context);
  if (context.errors.length === 0) validatePlainObjectMeta(objectAt(budget, "metadata"), METADATA, context);
}

/** Mirrors: podDisruptionBudgetStrategy.ValidateUpdate, k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget v1.37.0 */
export function validateBudgetUpdate(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  validatePlainObjectMetaUpdate(objectAt(next, "metadata"), objectAt(old, "metadata"), METADATA, context);
  validateSpec(objectAt(next, "spec"), hasBadSelector(old, context), context);
}

/** A selector that was bad already may stay so. */
function hasBadSelector(budget: JsonObject, context: ValidationContext): boolean {
  const selector = objectAt(budget, "spec").selector;
  const errors: ValidationContext["errors"] = [];
  if (isObject(selector)) validateLabelSelector(selector, SPEC, { ...context, errors });
  return errors.length > 0;
}

const POLICIES = ["AlwaysAllow", "IfHealthyBudget"];

function validateSpec(spec: JsonObject, allowsBadValues: boolean, context: ValidationContext): void {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const shown = goValue("internal/policy.PodDisruptionBudgetSpec", spec);
    invalid(context, SPEC, shown, "minAvailable and maxUnavailable cannot be both set");
  }
  validateIntOrPercent(minAvailable, SPEC.child("minAvailable"), context);
  validateIntOrPercent(maxUnavailable, SPEC.child("maxUnavailable"), context);
  if (isObject(selector)) validateLabelSelector(selector, SPEC.child("selector"), context, allowsBadValues);
  if (typeof policy !== "string" || POLICIES.includes(policy)) return;
  notSupported(context, SPEC.child("unhealthyPodEvictionPolicy"), namedText(policy), POLICIES);
}
