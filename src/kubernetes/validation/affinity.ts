import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, numberAt, textAt, valueAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { invalid, invalidEach, required } from "./errors.ts";
import { validateLabelKeys } from "./label-keys.ts";
import { validateLabelSelector } from "./label-selector.ts";
import { isDns1123Label, isQualifiedName, isValidLabelValue } from "./names.ts";
import { validateNodeSelector, validateNodeSelectorTerm } from "./node-selector.ts";
import { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

/** Mirrors: validateAffinity, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validateAffinity(affinity: JsonValue | undefined, path: Path, context: PodContext): void {
  if (!isObject(affinity)) return;
  if (isObject(affinity.nodeAffinity)) validateNodeAffinity(affinity.nodeAffinity, path.child("nodeAffinity"), context);
  const allowsBadValues = context.old !== undefined && hasBadSelector(context);
  for (const field of POD_AFFINITIES) {
    const pods = affinity[field];
    if (isObject(pods)) validatePodAffinity(pods, path.child(field), context, allowsBadValues);
  }
}

const POD_AFFINITIES = ["podAffinity", "podAntiAffinity"];

/** Mirrors: validateNodeAffinity, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
function validateNodeAffinity(affinity: JsonObject, path: Path, context: PodContext): void {
  const must = affinity[REQUIRED];
  if (isObject(must)) {
    const allowsBadValues = !context.version.behaviour.checksNodeAffinityValues || hasBadNodeValue(context);
    validateNodeSelector(must, path.child(REQUIRED), context, allowsBadValues);
  }
  for (const [index, term] of listAt(affinity, PREFERRED).entries()) {
    const at = path.child(PREFERRED).index(index);
    validateWeight(term, at.child("weight"), context);
    validateNodeSelectorTerm(valueAt(term, "preference"), at.child("preference"), context, true);
  }
}

function validateWeight(term: JsonValue, path: Path, context: ValidationContext): void {
  const weight = numberAt(term, "weight") ?? 0;
  if (weight <= 0 || weight > 100) invalid(context, path, weight, "must be in the range 1-100");
}

/** Mirrors: validatePodAffinity and validatePodAntiAffinity, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validatePodAffinity(affinity: JsonObject, path: Path, context: PodContext, allowsBadValues: boolean): void {
  for (const [index, term] of listAt(affinity, REQUIRED).entries()) {
    validateTerm(term, path.child(REQUIRED).index(index), context, allowsBadValues);
  }
  for (const [index, weighted] of listAt(affinity, PREFERRED).entries()) {
    const at = path.child(PREFERRED).index(index);
    validateWeight(weighted, at.child("weight"), context);
    validateTerm(valueAt(weighted, "podAffinityTerm"), at.child("podAffinityTerm"), context, allowsBadValues);
  }
}

/** Mirrors: validatePodAffinityTerm, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateTerm(term: JsonValue | undefined, path: Path, context: PodContext, allowsBadValues: boolean): void {
  validateSelectors(term, path, context, allowsBadValues);
  for (const namespace of listAt(term, "namespaces").map(String)) {
    invalidEach(context, path.child("namespace"), namespace, isDns1123Label(namespace));
  }
  const keys = {
    matchLabelKeys: listAt(term, "matchLabelKeys"),
    mismatchLabelKeys: listAt(term, "mismatchLabelKeys"),
    labelSelector: valueAt(term, "labelSelector"),
  };
  validateLabelKeys(keys, path, context);
  const topologyKey = textAt(term, "topologyKey");
  const at = path.child("topologyKey");
  if (topologyKey === "") required(context, at, "can not be empty");
  invalidEach(context, at, topologyKey, isQualifiedName(topologyKey, context.version.behaviour.labelLengthUnit));
}

/** Mirrors: ValidatePodAffinityTermSelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateSelectors(
  term: JsonValue | undefined,
  path: Path,
  context: ValidationContext,
  allowsBadValues: boolean,
): void {
  for (const field of ["labelSelector", "namespaceSelector"]) {
    const selector = valueAt(term, field);
    if (isObject(selector)) validateLabelSelector(selector, path.child(field), context, allowsBadValues);
  }
}

/** Mirrors: hasInvalidLabelValueInAffinitySelector, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function hasBadSelector(context: PodContext): boolean {
  const quiet = { ...context, errors: [] };
  for (const field of POD_AFFINITIES) {
    const affinity = valueAt(context.old, "spec", "affinity", field);
    for (const term of listAt(affinity, REQUIRED)) validateSelectors(term, NOWHERE, quiet, false);
    for (const term of listAt(affinity, PREFERRED)) {
      validateSelectors(valueAt(term, "podAffinityTerm"), NOWHERE, quiet, false);
    }
  }
  return quiet.errors.length > 0;
}

/** Mirrors: hasInvalidLabelValueInRequiredNodeAffinity, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function hasBadNodeValue({ old, version }: PodContext): boolean {
  const terms = listAt(old, "spec", "affinity", "nodeAffinity", REQUIRED, "nodeSelectorTerms");
  const values = terms.flatMap((term) =>
    listAt(term, "matchExpressions").flatMap((expression) => listAt(expression, "values")),
  );
  return values.some((value) => isValidLabelValue(String(value), version.behaviour.labelLengthUnit).length > 0);
}

const NOWHERE = Path.of("");
