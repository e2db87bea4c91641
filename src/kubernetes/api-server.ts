import type { FieldError } from "../model/field-error.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt } from "../model/json-read.ts";
import { type ApiType, apiTypes, objectType } from "../schema/api-type.ts";
import { encodeObject } from "../schema/encode-object.ts";
import { settleDataSources } from "./claim-data-source.ts";
import { applyDefaults } from "./defaults/apply-defaults.ts";
import { defaultPodLevelResources } from "./defaults/pod-level-resources.ts";
import { dropDisabledFields } from "./drop-disabled-fields.ts";
import { mergeLabelKeys } from "./merge-label-keys.ts";
import { qosClass } from "./qos-class.ts";
import { isSemanticallyEqual } from "./semantic-equal.ts";
import { allocateService } from "./service-allocation.ts";
import { settleServiceChange, withoutChosen } from "./service-update.ts";
import { syncAppArmor } from "./sync-app-armor.ts";
import { settleErrors } from "./validation/settle-errors.ts";
import { validateCreate, validateUpdate } from "./validation/validate-object.ts";
import { createWarnings, updateWarnings } from "./validation/warnings.ts";
import { isEnabled, type KubernetesVersion } from "./versions/version.ts";

/** What the API server makes of an object: stored when there are no errors, else as far as it came. */
export interface CreateAnswer {
  readonly object: JsonObject;
  readonly errors: readonly FieldError[];
  readonly warnings: readonly string[];
}

export interface UpdateAnswer extends CreateAnswer {
  readonly generationChanged: boolean;
}

/**
 * The answer to a create of a decoded object (see `decodeObject`). `namespace` counts when the object names none.
 * Objects of kinds without recorded types are taken as they are. Never throws.
 * Mirrors: rest.BeforeCreate, k8s.io/apiserver/pkg/registry/rest v0.37.0, with the strategy of the kind
 */
export function createObject(object: JsonObject, version: KubernetesVersion, namespace = "default"): CreateAnswer {
  const gvk = `${textAt(object, "apiVersion")} ${textAt(object, "kind")}`;
  const type = objectType(apiTypes(version.minor), gvk);
  if (!type) return { object, errors: [], warnings: [] };
  const found: FieldError[] = [];
  const context = { version, errors: found };
  const prepared = allocateService(prepareForCreate(type, object, { version, namespace }), context);
  if (found.length === 0) validateCreate(gvk, prepared, context);
  const errors = settleErrors(found, version);
  const warnings = errors.length > 0 ? [] : createWarnings(gvk, prepared, version);
  return { object: withoutServerFields(encodeObject(type, prepared)), errors, warnings };
}

/**
 * A stored object as a server of another version reads it: with its defaults, without the fields that it does not know.
 * Mirrors: decoding from storage, k8s.io/apimachinery/pkg/runtime/serializer v0.37.0
 */
export function readStored(object: JsonObject, version: KubernetesVersion): JsonObject {
  const type = objectType(apiTypes(version.minor), `${textAt(object, "apiVersion")} ${textAt(object, "kind")}`);
  return type ? encodeObject(type, applyDefaults(type, object, version)) : object;
}

function prepareForCreate(
  type: Extract<ApiType, { kind: "struct" }>,
  object: JsonObject,
  { version, namespace }: { version: KubernetesVersion; namespace: string },
): JsonObject {
  const kept = dropDisabledFields(applyDefaults(type, object, version), undefined, version);
  const kind = textAt(object, "kind");
  const filled = kind === "Pod" ? defaultPodLevelResources(kept, version) : settleClaim(kept, {}, version);
  const metadata: JsonObject = { ...objectAt(filled, "metadata") };
  if (textAt(metadata, "namespace") === "") metadata.namespace = namespace;
  for (const field of SET_AT_CREATION) delete metadata[field];
  if (hasGeneration(kind, version) || (kind === "Pod" && version.behaviour.podsHaveGeneration)) metadata.generation = 1;
  else delete metadata.generation;
  const created = { ...filled, metadata, ...resetStatus(filled) };
  return kind === "Pod" ? syncAppArmor(mergeLabelKeys(created, version), version) : created;
}

function settleClaim(object: JsonObject, old: JsonObject, version: KubernetesVersion): JsonObject {
  if (object.kind !== "PersistentVolumeClaim" || !isObject(object.spec)) return object;
  return { ...object, spec: settleDataSources(object.spec, objectAt(old, "spec"), version) };
}

const SET_AT_CREATION = ["creationTimestamp", "uid", "resourceVersion"];
const KEPT_FROM_OLD = [...SET_AT_CREATION, "deletionTimestamp", "deletionGracePeriodSeconds", "generation"];

const HAS_GENERATION: ReadonlySet<string> = new Set(["StatefulSet", "PodDisruptionBudget"]);

function hasGeneration(kind: string, version: KubernetesVersion): boolean {
  return HAS_GENERATION.has(kind) || (kind === "HorizontalPodAutoscaler" && isEnabled(version, "HPAGeneration"));
}

const RESET_STATUS: ReadonlySet<string> = new Set([
  "StatefulSet",
  "Service",
  "PodDisruptionBudget",
  "HorizontalPodAutoscaler",
]);

/** Mirrors: applySchedulingGatedCondition, k8s.io/kubernetes/pkg/registry/core/pod v1.37.0; without the time of day */
function podStatus(spec: JsonObject): JsonObject {
  const status: JsonObject = { phase: "Pending", qosClass: qosClass(spec) };
  if (listAt(spec, "schedulingGates").length === 0) return status;
  const message = "Scheduling is blocked due to non-empty scheduling gates";
  status.conditions = [{ type: "PodScheduled", status: "False", reason: "SchedulingGated", message }];
  return status;
}

/** A status in the manifest counts for nothing. */
function resetStatus(object: JsonObject): JsonObject {
  const kind = textAt(object, "kind");
  if (kind === "PersistentVolumeClaim") return { status: { phase: "Pending" } };
  if (kind === "Pod") return { status: podStatus(objectAt(object, "spec")) };
  return RESET_STATUS.has(kind) ? { status: {} } : {};
}

/** What a manifest cannot say and no plan depends on. */
function withoutServerFields(object: JsonObject): JsonObject {
  const metadata = { ...objectAt(object, "metadata") };
  delete metadata.creationTimestamp;
  delete metadata.managedFields;
  return { ...object, metadata };
}

/**
 * The answer to a PUT of a decoded object over a stored one of the same name.
 * Mirrors: rest.BeforeUpdate, k8s.io/apiserver/pkg/registry/rest v0.37.0, with the strategy of the kind
 */
export function updateObject(old: JsonObject, next: JsonObject, version: KubernetesVersion): UpdateAnswer {
  const gvk = `${textAt(next, "apiVersion")} ${textAt(next, "kind")}`;
  const type = objectType(apiTypes(version.minor), gvk);
  if (!type) return { object: next, errors: [], warnings: [], generationChanged: false };
  const filled = settleClaim(dropDisabledFields(applyDefaults(type, next, version), old, version), old, version);
  const metadata: JsonObject = { ...objectAt(filled, "metadata") };
  const oldMetadata = objectAt(old, "metadata");
  if (textAt(metadata, "namespace") === "") metadata.namespace = textAt(oldMetadata, "namespace");
  for (const field of KEPT_FROM_OLD) {
    const value = oldMetadata[field];
    if (value === undefined) delete metadata[field];
    else metadata[field] = value;
  }
  const prepared = { ...filled, metadata, ...(isObject(old.status) ? { status: old.status } : {}) };
  const generationChanged = hasGeneration(textAt(next, "kind"), version) && isSpecChanged(type, old, prepared);
  if (generationChanged) metadata.generation = (numberAt(oldMetadata, "generation") ?? 0) + 1;
  const found: FieldError[] = [];
  const context = { version, errors: found };
  const isService = gvk === "v1 Service";
  const change = isService ? settleServiceChange({ next: prepared, old }, context) : { next: prepared, old };
  if (found.length === 0) validateUpdate(gvk, change.next, change.old, context);
  const errors = settleErrors(found, version);
  const warnings = errors.length > 0 ? [] : updateWarnings(gvk, change.next, change.old, version);
  const settled = isService ? withoutChosen(change.next) : change.next;
  return { object: withoutServerFields(encodeObject(type, settled)), errors, warnings, generationChanged };
}

function isSpecChanged(type: Extract<ApiType, { kind: "struct" }>, old: JsonObject, next: JsonObject): boolean {
  const spec = type.fields.get("spec");
  return spec !== undefined && !isSemanticallyEqual(spec.type, old.spec, next.spec);
}
