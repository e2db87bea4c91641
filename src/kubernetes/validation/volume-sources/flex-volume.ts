import type { JsonObject } from "../../../model/json.ts";
import { objectAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { invalid } from "../errors.ts";
import type { Path } from "../path.ts";
import { requireTexts } from "./required-fields.ts";

const RESERVED = /\.(kubernetes|k8s)\.io$/;

/** Mirrors: validateFlexVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateFlexVolume(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["driver"], path, context);
  for (const key of Object.keys(objectAt(source, "options")).sort()) {
    const [namespace = ""] = key.split("/");
    if (!RESERVED.test(`.${namespace.toLowerCase()}`)) continue;
    const detail = "kubernetes.io and k8s.io namespaces are reserved";
    invalid(context, path.child("options").key(key), key, detail);
  }
}
