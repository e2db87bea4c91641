import type { InputObject } from "../model/inventory.ts";
import { isObject } from "../model/json.ts";
import { isPartialSet } from "./set-view.ts";

const SERVICE_FIELDS = ["ports", "selector", "clusterIP", "clusterIPs", "externalName"];

/** A patch or an assertion: a document that says only part of an object, so that what it lacks is no fault. */
export function isPartialObject(object: InputObject): boolean {
  const { gvk, manifest } = object;
  if (gvk === "apps/v1 StatefulSet") return isPartialSet(object);
  if (gvk !== "v1 Service") return false;
  const { spec } = manifest.value;
  return !isObject(spec) || SERVICE_FIELDS.every((field) => spec[field] === undefined);
}
