import type { JsonObject, JsonValue } from "../model/json.ts";
import { objectAt } from "../model/json-read.ts";
import { apiTypes, objectType } from "../schema/api-type.ts";
import { isSemanticallyEqual } from "./semantic-equal.ts";
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
  const type = objectType(apiTypes(version.minor), "apps/v1 StatefulSet")?.fields.get("spec")?.type;
  const fields = type?.kind === "struct" ? type.fields : undefined;
  const { mutableSetFields } = version.behaviour;
  const isLimitFixed = mutableSetFields !== "" && !mutableSetFields.includes("revisionHistoryLimit");
  const [before, after] = [specOf(old), specOf(next)];
  return (isLimitFixed ? [...FIELDS, "revisionHistoryLimit"] : FIELDS)
    .filter((name) => {
      const field = fields?.get(name);
      return field && !isSemanticallyEqual(field.type, before[name], after[name]);
    })
    .map((field) => ({ field, old: before[field] ?? null, new: after[field] ?? null }));
}

/** The server holds claim templates without their type. */
function specOf(set: JsonObject): JsonObject {
  const spec = objectAt(set, "spec");
  if (!Array.isArray(spec.volumeClaimTemplates)) return spec;
  return { ...spec, volumeClaimTemplates: spec.volumeClaimTemplates.map(withoutType) };
}

function withoutType(template: JsonValue): JsonObject {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = objectAt(template);
  return rest;
}
