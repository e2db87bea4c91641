import { isObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, invalidEach } from "./errors.ts";
import { isQualifiedName } from "./names.ts";
import type { Path } from "./path.ts";

const NO_SELECTOR = "must not be specified when labelSelector is not set";
const IN_SELECTOR = "exists in both matchLabelKeys and labelSelector";

/** Lists of label keys beside a selector, in an affinity term or a spread constraint. */
export interface LabelKeys {
  readonly matchLabelKeys: readonly JsonValue[];
  readonly mismatchLabelKeys: readonly JsonValue[];
  readonly labelSelector: JsonValue | undefined;
}

/** Mirrors: ValidateMatchLabelKeysAndMismatchLabelKeys, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateLabelKeys(
  { matchLabelKeys, mismatchLabelKeys, labelSelector }: LabelKeys,
  path: Path,
  context: ValidationContext,
): void {
  if (matchLabelKeys.length === 0 && mismatchLabelKeys.length === 0) return;
  validateList(matchLabelKeys, labelSelector, path.child("matchLabelKeys"), context);
  validateList(mismatchLabelKeys, labelSelector, path.child("mismatchLabelKeys"), context);
  validateNotSelected(matchLabelKeys, labelSelector, path, context);
  for (const [index, key] of matchLabelKeys.entries()) {
    if (!mismatchLabelKeys.includes(key)) continue;
    const at = path.child("matchLabelKeys").index(index);
    invalid(context, at, String(key), "exists in both matchLabelKeys and mismatchLabelKeys");
  }
}

function validateList(
  keys: readonly JsonValue[],
  labelSelector: JsonValue | undefined,
  path: Path,
  context: ValidationContext,
): void {
  if (keys.length === 0) return;
  if (!isObject(labelSelector)) {
    forbidden(context, path, NO_SELECTOR);
    return;
  }
  for (const [index, key] of keys.entries()) {
    const text = String(key);
    invalidEach(context, path.index(index), text, isQualifiedName(text, context.version.behaviour.labelLengthUnit));
  }
}

/**
 * The server has put the keys into a Pod's selector already, so that only a second mention of a key tells that the
 * selector had it before. The error stands at the term with the number of the key.
 */
function validateNotSelected(
  keys: readonly JsonValue[],
  labelSelector: JsonValue | undefined,
  path: Path,
  context: ValidationContext,
): void {
  const seen = new Set(Object.keys(objectAt(labelSelector, "matchLabels")));
  for (const expression of listAt(labelSelector, "matchExpressions")) {
    const key = textAt(expression, "key");
    const index = keys.lastIndexOf(key);
    if (index >= 0 && seen.has(key)) invalid(context, path.index(index), key, IN_SELECTOR);
    seen.add(key);
  }
}

/**
 * The older rule for spread constraints.
 * Mirrors: ValidateMatchLabelKeysInTopologySpread, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateSpreadLabelKeys(
  { matchLabelKeys, labelSelector }: LabelKeys,
  path: Path,
  context: ValidationContext,
): void {
  if (matchLabelKeys.length === 0) return;
  if (!isObject(labelSelector)) forbidden(context, path, NO_SELECTOR);
  const selected = new Set(Object.keys(objectAt(labelSelector, "matchLabels")));
  for (const expression of listAt(labelSelector, "matchExpressions")) selected.add(textAt(expression, "key"));
  for (const [index, key] of matchLabelKeys.entries()) {
    const text = String(key);
    invalidEach(context, path.index(index), text, isQualifiedName(text, context.version.behaviour.labelLengthUnit));
    if (selected.has(text)) invalid(context, path.index(index), text, IN_SELECTOR);
  }
}
