import type { OwnerReference } from "../model/cluster.ts";
import type { JsonObject } from "../model/json.ts";
import { listAt, textAt, valueAt } from "../model/json-read.ts";

/** `metadata.ownerReferences` of any object. */
export function ownerReferencesOf(object: JsonObject): OwnerReference[] {
  return listAt(object, "metadata", "ownerReferences").map((reference) => ({
    apiVersion: textAt(reference, "apiVersion"),
    kind: textAt(reference, "kind"),
    name: textAt(reference, "name"),
    uid: textAt(reference, "uid"),
    controller: valueAt(reference, "controller") === true,
  }));
}

/** The owner that is the object's controller. */
export function controllerOf(object: JsonObject): OwnerReference | undefined {
  return ownerReferencesOf(object).find(({ controller }) => controller);
}
