import type { JsonObject, JsonValue } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, invalidEach, required } from "./errors.ts";
import { isDns1123Subdomain, isQualifiedName, isValidLabelValue } from "./names.ts";
import type { Path } from "./path.ts";

/** Mirrors: ValidateNodeSelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateNodeSelector(
  selector: JsonObject,
  path: Path,
  context: ValidationContext,
  allowsBadValues: boolean,
): void {
  const at = path.child("nodeSelectorTerms");
  const terms = listAt(selector, "nodeSelectorTerms");
  if (terms.length === 0) required(context, at, "must have at least one node selector term");
  for (const [index, term] of terms.entries()) {
    validateNodeSelectorTerm(term, at.index(index), context, allowsBadValues);
  }
}

/** Mirrors: ValidateNodeSelectorTerm, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateNodeSelectorTerm(
  term: JsonValue | undefined,
  path: Path,
  context: ValidationContext,
  allowsBadValues: boolean,
): void {
  for (const [index, requirement] of listAt(term, "matchExpressions").entries()) {
    validateExpression(requirement, path.child("matchExpressions").index(index), context, allowsBadValues);
  }
  for (const [index, requirement] of listAt(term, "matchFields").entries()) {
    validateField(requirement, path.child("matchFields").index(index), context);
  }
}

/** Mirrors: ValidateNodeSelectorRequirement, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateExpression(
  requirement: JsonValue,
  path: Path,
  context: ValidationContext,
  allowsBadValues: boolean,
): void {
  const values = listAt(requirement, "values");
  validateCount(textAt(requirement, "operator"), values.length, path, context);
  const unit = context.version.behaviour.labelLengthUnit;
  const key = textAt(requirement, "key");
  invalidEach(context, path.child("key"), key, isQualifiedName(key, unit));
  if (allowsBadValues) return;
  for (const [index, value] of values.entries()) {
    const text = String(value);
    invalidEach(context, path.child("values").index(index), text, isValidLabelValue(text, unit));
  }
}

function validateCount(operator: string, count: number, path: Path, context: ValidationContext): void {
  const at = path.child("values");
  if (operator === "In" || operator === "NotIn") {
    if (count === 0) required(context, at, "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === "Exists" || operator === "DoesNotExist") {
    if (count > 0) forbidden(context, at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
  } else if (operator === "Gt" || operator === "Lt") {
    if (count !== 1) required(context, at, "must be specified single value when `operator` is 'Lt' or 'Gt'");
  } else invalid(context, path.child("operator"), namedText(operator), "not a valid selector operator");
}

const NODE_NAME = "metadata.name";

/** Mirrors: ValidateNodeFieldSelectorRequirement, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateField(requirement: JsonValue, path: Path, context: ValidationContext): void {
  const operator = textAt(requirement, "operator");
  const key = textAt(requirement, "key");
  const values = listAt(requirement, "values");
  if (operator !== "In" && operator !== "NotIn") {
    invalid(context, path.child("operator"), namedText(operator), "not a valid selector operator");
  } else if (values.length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    required(context, path.child("values"), detail);
  }
  if (key !== NODE_NAME) {
    invalid(context, path.child("key"), key, "not a valid field selector key");
    return;
  }
  for (const [index, value] of values.entries()) {
    const text = String(value);
    invalidEach(context, path.child("values").index(index), text, isDns1123Subdomain(text));
  }
}
