import { withLastApplied } from "../kubernetes/client-apply.ts";
import { type ClusterState, EMPTY_CLUSTER } from "../model/cluster.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import type { Environment } from "../model/scenario.ts";
import { decodeObject } from "../schema/decode-object.ts";
import { type BrokenAssumptions, brokenRules } from "../simulate/broken-rules.ts";
import { healthyState } from "../simulate/healthy-state.ts";
import { ordinalOf } from "../simulate/names.ts";
import { healthOf } from "../simulate/pod-health.ts";
import { stateFromObjects } from "../simulate/state-from-objects.ts";
import type { ObjectIndex } from "./object-index.ts";
import type { RunSettings } from "./run-settings.ts";
import { serverAdmission } from "./server-admission.ts";

/** A set together with all that the controller sees around it. */
export interface LiveSet {
  readonly namespace: string;
  readonly name: string;
  /** What is there; without `set` when there is no such set (any more). */
  readonly state: ClusterState;
  /** Where the set stands in the input. */
  readonly origin: InputObject;
  /** What the Pods of a dump tell about those made later. */
  readonly broken?: BrokenAssumptions;
}

const SET = "apps/v1 StatefulSet";

/** The cluster that a manifest stands for: applied, rolled out and healthy, with the claims that the input has besides. */
export function healthySet(set: InputObject, index: ObjectIndex, { version }: RunSettings): LiveSet {
  const state = healthyState(withAppliedAnnotation(set), version, serverAdmission(version));
  const known = new Set(state.claims.map(({ name }) => name));
  const others = index
    .inNamespace("v1 PersistentVolumeClaim", set.namespace)
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => ({ name, ordinal: ordinalOf(name), owners: [], due: -1 }));
  return {
    namespace: set.namespace,
    name: set.name,
    state: { ...state, claims: [...state.claims, ...others] },
    origin: set,
  };
}

/** The set as `kubectl apply` leaves it: with the annotation that holds what was applied. */
export function withAppliedAnnotation(set: InputObject): JsonObject {
  const annotations = objectAt(withLastApplied(inNamespace(set)), "metadata", "annotations");
  return { ...set.stored, metadata: { ...objectAt(set.stored, "metadata"), annotations } };
}

/** The manifest as kubectl sends it. */
export function inNamespace({ manifest, namespace }: InputObject): JsonObject {
  return { ...manifest.value, metadata: { ...objectAt(manifest.value, "metadata"), namespace } };
}

/**
 * A set as a dump of a cluster has it (`kubectl get sts,po,pvc,controllerrevisions -o yaml`). `origin` may be a manifest of a
 * set that the dump does not have: then `state` holds what lies around in its namespace.
 */
export function dumpedSet(
  origin: InputObject,
  dump: ObjectIndex,
  environment: Environment,
  { version }: RunSettings,
): LiveSet {
  const { namespace, name } = origin;
  const all = (gvk: string): JsonObject[] => dump.inNamespace(gvk, namespace).map(({ manifest }) => manifest.value);
  const live = dump.find(SET, namespace, name);
  const parts = {
    set: live && (decodeObject(live.manifest.value, version.name).object ?? live.manifest.value),
    pods: all("v1 Pod"),
    claims: all("v1 PersistentVolumeClaim"),
    revisions: all("apps/v1 ControllerRevision"),
  };
  const isEmpty = parts.set === undefined && parts.pods.length + parts.claims.length + parts.revisions.length === 0;
  if (isEmpty) return { namespace, name, state: EMPTY_CLUSTER, origin };
  const state = stateFromObjects(parts, environment);
  const health = new Map(parts.pods.map((pod) => [textAt(pod, "metadata", "name"), healthOf(pod)]));
  return { namespace, name, state, origin, broken: brokenRules(state, health) };
}

/** True for objects as a server gives them out, as in `kubectl get -o yaml`. */
export function isLiveObject({ manifest }: InputObject): boolean {
  return textAt(manifest.value, "metadata", "uid") !== "";
}

/** The sets of an inventory, of several documents about one set the last. */
export function setsOf({ objects }: Inventory): readonly InputObject[] {
  const sets = objects.filter(({ gvk }) => gvk === SET);
  return [...new Map(sets.map((set) => [`${set.namespace}/${set.name}`, set])).values()];
}
