import { isObject, type JsonValue } from "../../model/json.ts";
import { listAt, numberAt, textAt, valueAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { duplicate, invalid, notSupported, required } from "./errors.ts";
import { type LabelKeys, validateLabelKeys, validateSpreadLabelKeys } from "./label-keys.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** Mirrors: validateTopologySpreadConstraints, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validateTopologySpread(constraints: readonly JsonValue[], path: Path, context: PodContext): void {
  if (constraints.length === 0) return;
  const old = oldProblems(context);
  for (const [index, constraint] of constraints.entries()) {
    const at = path.index(index);
    validateSkewAndKey(constraint, at, context);
    validateNotRepeated(constraint, constraints.slice(index + 1), at, context);
    validateMinDomains(constraint, at.child("minDomains"), context);
    for (const field of ["nodeAffinityPolicy", "nodeTaintsPolicy"]) {
      validatePolicy(valueAt(constraint, field), at.child(field), context);
    }
    validateKeys(keysOf(constraint), at, context, old.hasBadKeys);
    const selector = valueAt(constraint, "labelSelector");
    if (isObject(selector) && !old.hasBadSelector) validateLabelSelector(selector, at.child("labelSelector"), context);
  }
}

const ACTIONS = ["DoNotSchedule", "ScheduleAnyway"];
const NOT_POSITIVE = "must be greater than zero";

function validateSkewAndKey(constraint: JsonValue, path: Path, context: ValidationContext): void {
  const maxSkew = numberAt(constraint, "maxSkew") ?? 0;
  if (maxSkew <= 0) invalid(context, path.child("maxSkew"), maxSkew, NOT_POSITIVE);
  if (textAt(constraint, "topologyKey") === "") required(context, path.child("topologyKey"), "can not be empty");
  const action = textAt(constraint, "whenUnsatisfiable");
  if (!ACTIONS.includes(action)) notSupported(context, path.child("whenUnsatisfiable"), namedText(action), ACTIONS);
}

function validateNotRepeated(
  constraint: JsonValue,
  later: readonly JsonValue[],
  path: Path,
  context: ValidationContext,
): void {
  const identity = identityOf(constraint);
  if (later.some((other) => identityOf(other) === identity)) {
    duplicate(context, path.child("{topologyKey, whenUnsatisfiable}"), identity);
  }
}

function identityOf(constraint: JsonValue): string {
  return `{${textAt(constraint, "topologyKey")}, ${textAt(constraint, "whenUnsatisfiable")}}`;
}

function validateMinDomains(constraint: JsonValue, path: Path, context: ValidationContext): void {
  const min = numberAt(constraint, "minDomains");
  if (min === undefined) return;
  if (min <= 0) invalid(context, path, min, NOT_POSITIVE);
  const action = textAt(constraint, "whenUnsatisfiable");
  if (action === "DoNotSchedule") return;
  invalid(context, path, min, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`);
}

const POLICIES = ["Honor", "Ignore"];

function validatePolicy(policy: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (typeof policy !== "string" || POLICIES.includes(policy)) return;
  notSupported(context, path, namedText(policy), POLICIES);
}

function keysOf(constraint: JsonValue): LabelKeys {
  const matchLabelKeys = listAt(constraint, "matchLabelKeys");
  return { matchLabelKeys, mismatchLabelKeys: [], labelSelector: valueAt(constraint, "labelSelector") };
}

/** The newer rule where keys are merged into selectors; a stored template that breaks it keeps the older one, and the other way round. */
function validateKeys(keys: LabelKeys, path: Path, context: PodContext, hasOldBroken: boolean): void {
  if (isMerging(context) === hasOldBroken) validateSpreadLabelKeys(keys, path.child("matchLabelKeys"), context);
  else validateLabelKeys(keys, path, context);
}

function isMerging({ version }: ValidationContext): boolean {
  return (
    isEnabled(version, "MatchLabelKeysInPodTopologySpread") &&
    isEnabled(version, "MatchLabelKeysInPodTopologySpreadSelectorMerge")
  );
}

interface OldProblems {
  readonly hasBadSelector: boolean;
  readonly hasBadKeys: boolean;
}

/** Mirrors: hasInvalidTopologySpreadConstraintLabelSelector and its neighbours, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function oldProblems(context: PodContext): OldProblems {
  const constraints = listAt(context.old, "spec", "topologySpreadConstraints");
  const ofSelectors = { ...context, errors: [] };
  const ofKeys = { ...context, errors: [] };
  for (const constraint of constraints) {
    const selector = valueAt(constraint, "labelSelector");
    if (isObject(selector)) validateLabelSelector(selector, NOWHERE, ofSelectors);
    validateKeys(keysOf(constraint), NOWHERE, ofKeys, false);
  }
  return { hasBadSelector: ofSelectors.errors.length > 0, hasBadKeys: ofKeys.errors.length > 0 };
}

const NOWHERE = Path.of("");
