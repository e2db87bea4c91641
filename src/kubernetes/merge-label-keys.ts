import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, objectAt, textMapAt, valueAt } from "../model/json-read.ts";
import { isEnabled, type KubernetesVersion } from "./versions/version.ts";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

type Labels = Readonly<Record<string, string>>;

/**
 * A new Pod with what its `matchLabelKeys` and `mismatchLabelKeys` mean for its labels written into the selectors
 * beside them. Templates keep the keys alone.
 * Mirrors: mutatePodAffinity and mutateTopologySpreadConstraints, k8s.io/kubernetes/pkg/registry/core/pod v1.37.0
 */
export function mergeLabelKeys(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const spec = objectAt(pod, "spec");
  const labels = textMapAt(pod, "metadata", "labels");
  const merged: JsonObject = {};
  if (isObject(spec.affinity) && isEnabled(version, "MatchLabelKeysInPodAffinity")) {
    merged.affinity = withMergedTerms(spec.affinity, labels);
  }
  if (Array.isArray(spec.topologySpreadConstraints) && mergesSpread(version)) {
    merged.topologySpreadConstraints = mergeEach(spec.topologySpreadConstraints, labels);
  }
  return Object.keys(merged).length === 0 ? pod : { ...pod, spec: { ...spec, ...merged } };
}

function mergesSpread(version: KubernetesVersion): boolean {
  return (
    isEnabled(version, "MatchLabelKeysInPodTopologySpread") &&
    isEnabled(version, "MatchLabelKeysInPodTopologySpreadSelectorMerge")
  );
}

function withMergedTerms(affinity: JsonObject, labels: Labels): JsonObject {
  const merged: JsonObject = { ...affinity };
  for (const field of ["podAffinity", "podAntiAffinity"]) {
    const pods = affinity[field];
    if (!isObject(pods)) continue;
    const next: JsonObject = { ...pods };
    if (Array.isArray(pods[REQUIRED])) next[REQUIRED] = mergeEach(pods[REQUIRED], labels);
    if (Array.isArray(pods[PREFERRED])) {
      next[PREFERRED] = pods[PREFERRED].map((term) =>
        isObject(term) ? { ...term, podAffinityTerm: merge(valueAt(term, "podAffinityTerm") ?? {}, labels) } : term,
      );
    }
    merged[field] = next;
  }
  return merged;
}

function mergeEach(holders: readonly JsonValue[], labels: Labels): JsonValue[] {
  return holders.map((holder) => merge(holder, labels));
}

/** One term or constraint; without a selector it matches nothing, and keys change nothing. */
function merge(holder: JsonValue, labels: Labels): JsonValue {
  const selector = valueAt(holder, "labelSelector");
  const added = [
    ...expressions(listAt(holder, "matchLabelKeys"), "In", labels),
    ...expressions(listAt(holder, "mismatchLabelKeys"), "NotIn", labels),
  ];
  if (!isObject(holder) || !isObject(selector) || added.length === 0) return holder;
  const matchExpressions = [...listAt(selector, "matchExpressions"), ...added];
  return { ...holder, labelSelector: { ...selector, matchExpressions } };
}

function expressions(keys: readonly JsonValue[], operator: string, labels: Labels): JsonObject[] {
  return keys.flatMap((key) => {
    const value = labels[String(key)];
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
}
