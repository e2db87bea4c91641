import type { JsonObject } from "../../model/json.ts";
import type { KubernetesVersion } from "../versions/version.ts";

/** The `Warning:` lines of the answer to a create, in the server's order. */
export function createWarnings(_gvk: string, _object: JsonObject, _version: KubernetesVersion): string[] {
  return [];
}

/** … and to an update. */
export function updateWarnings(
  _gvk: string,
  _next: JsonObject,
  _old: JsonObject,
  _version: KubernetesVersion,
): string[] {
  return [];
}
