import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import { listAt, textAt } from "../../../model/json-read.ts";
import { namedText } from "../bad-value.ts";
import { notSupported, required } from "../errors.ts";
import type { Path } from "../path.ts";
import type { PodContext } from "../pod-context.ts";

const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

/** Mirrors: validateImageVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.31.14 to v1.37.0 */
export function validateImageVolume(source: JsonObject, path: Path, context: PodContext): void {
  if (textAt(source, "reference") === "" && needsReference(context)) required(context, path.child("reference"));
  const policy = textAt(source, "pullPolicy");
  const at = path.child("pullPolicy");
  if (policy === "") required(context, at);
  else if (!PULL_POLICIES.includes(policy)) notSupported(context, at, namedText(policy), PULL_POLICIES);
}

function needsReference({ pod, old, version }: PodContext): boolean {
  if (!version.behaviour.templatesNeedImageReference) return pod !== undefined;
  const oldVolumes = listAt(old, "spec", "volumes");
  return !oldVolumes.some(isEmptyImage);
}

function isEmptyImage(volume: JsonValue): boolean {
  return isObject(volume) && isObject(volume.image) && textAt(volume.image, "reference") === "";
}
