import type { JsonObject } from "../../model/json.ts";
import type { KubernetesVersion } from "../versions/version.ts";
import { persistentVolumeClaimWarnings, podWarnings } from "../warnings/pod-warnings.ts";
import { serviceWarnings } from "../warnings/service-warnings.ts";
import { statefulSetUpdateWarnings, statefulSetWarnings } from "../warnings/stateful-set-warnings.ts";

type CreateRule = (object: JsonObject, version: KubernetesVersion) => string[];
type UpdateRule = (next: JsonObject, old: JsonObject, version: KubernetesVersion) => string[];

/** Kinds whose strategy warns of anything. */
const CREATE: Readonly<Record<string, CreateRule>> = {
  "apps/v1 StatefulSet": statefulSetWarnings,
  "v1 PersistentVolumeClaim": persistentVolumeClaimWarnings,
  "v1 Pod": podWarnings,
  "v1 Service": serviceWarnings,
};

const UPDATE: Readonly<Record<string, UpdateRule>> = {
  "apps/v1 StatefulSet": statefulSetUpdateWarnings,
  "v1 PersistentVolumeClaim": persistentVolumeClaimWarnings,
  "v1 Service": (next, _old, version) => serviceWarnings(next, version),
};

/** The `Warning:` lines of the answer to a create, in the server's order. */
export function createWarnings(gvk: string, object: JsonObject, version: KubernetesVersion): string[] {
  return Object.hasOwn(CREATE, gvk) ? (CREATE[gvk]?.(object, version) ?? []) : [];
}

/** … and to an update. */
export function updateWarnings(gvk: string, next: JsonObject, old: JsonObject, version: KubernetesVersion): string[] {
  return Object.hasOwn(UPDATE, gvk) ? (UPDATE[gvk]?.(next, old, version) ?? []) : [];
}
