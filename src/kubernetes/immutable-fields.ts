import type { JsonObject, JsonValue } from "../model/json.ts";
import { objectAt } from "../model/json-read.ts";
import { apiTypes, objectType } from "../schema/api-type.ts";
import { encodeObject } from "../schema/encode-object.ts";
import { isEqual } from "./is-equal.ts";
import type { KubernetesVersion } from "./versions/version.ts";

/** A field of a set's spec that cannot change, and did. */
export interface ImmutableChange {
  /** Below `spec`. */
  readonly field: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
}

/** In the order of the server's errors. */
const FIELDS = ["selector", "volumeClaimTemplates", "serviceName", "podManagementPolicy"];

/**
 * Which immutable fields differ between two stored sets; spelling and defaults are no difference.
 * `revisionHistoryLimit` counts where the version does not let it change (up to 1.32).
 * Mirrors: ValidateStatefulSetUpdate, k8s.io/kubernetes/pkg/apis/apps/validation v1.37.0 and v1.32.13
 */
export function changedImmutableFields(
  old: JsonObject,
  next: JsonObject,
  version: KubernetesVersion,
): ImmutableChange[] {
  const [before, after] = [specOf(old, version), specOf(next, version)];
  const { mutableSetFields } = version.behaviour;
  const isLimitFixed = mutableSetFields !== "" && !mutableSetFields.includes("revisionHistoryLimit");
  const fields = isLimitFixed ? [...FIELDS, "revisionHistoryLimit"] : FIELDS;
  return fields
    .filter((field) => !isEqual(before[field], after[field]))
    .map((field) => ({ field, old: before[field] ?? null, new: after[field] ?? null }));
}

function specOf(set: JsonObject, version: KubernetesVersion): JsonObject {
  const type = objectType(apiTypes(version.minor), "apps/v1 StatefulSet");
  const spec = objectAt(type ? encodeObject(type, set) : set, "spec");
  const templates = spec.volumeClaimTemplates;
  if (!Array.isArray(templates)) return spec;
  return {
    ...spec,
    volumeClaimTemplates: templates.map((template) => ({
      ...objectAt(template),
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
    })),
  };
}
