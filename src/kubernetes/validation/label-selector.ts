import type { JsonObject, JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, required } from "./errors.ts";
import { isQualifiedName, isValidLabelValue } from "./names.ts";
import { validateLabels } from "./object-meta.ts";
import { Path } from "./path.ts";

/** Mirrors: ValidateLabelSelector, k8s.io/apimachinery/pkg/apis/meta/v1/validation v0.37.0 */
export function validateLabelSelector(
  selector: JsonObject,
  path: Path,
  context: ValidationContext,
  allowsBadValues = false,
): void {
  validateLabels(objectAt(selector, "matchLabels"), path.child("matchLabels"), context);
  for (const [index, expression] of listAt(selector, "matchExpressions").entries()) {
    validateRequirement(expression, path.child("matchExpressions").index(index), context, allowsBadValues);
  }
}

function validateRequirement(
  expression: JsonValue,
  path: Path,
  context: ValidationContext,
  allowsBadValues: boolean,
): void {
  const operator = textAt(expression, "operator");
  const values = listAt(expression, "values");
  if (operator === "In" || operator === "NotIn") {
    if (values.length === 0)
      required(context, path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === "Exists" || operator === "DoesNotExist") {
    if (values.length > 0) {
      forbidden(context, path.child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    }
  } else invalid(context, path.child("operator"), operator, "not a valid selector operator");
  const unit = context.version.behaviour.labelLengthUnit;
  for (const message of isQualifiedName(textAt(expression, "key"), unit)) {
    invalid(context, path.child("key"), textAt(expression, "key"), message);
  }
  if (allowsBadValues) return;
  for (const [index, value] of values.entries()) {
    const text = String(value);
    for (const message of isValidLabelValue(text, unit))
      invalid(context, path.child("values").index(index), text, message);
  }
}

/** True when the selector can be turned into one that matches: operators, keys and values are well formed. */
export function isUsableSelector(selector: JsonObject, context: ValidationContext): boolean {
  const errors: ValidationContext["errors"] = [];
  validateLabelSelector(selector, NOWHERE, { ...context, errors });
  return errors.length === 0;
}

const NOWHERE = Path.of("");
