import type { JsonObject } from "../../model/json.ts";
import { forbidden, invalidEach, tooLong } from "./errors.ts";
import { byteLength, isDns1123Subdomain } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const MAX_HOSTNAME = 64;

/** Mirrors: validatePodHostName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostnameOverride(spec: JsonObject, path: Path, context: PodContext): void {
  const name = spec.hostnameOverride;
  if (typeof name !== "string") return;
  const at = path.child("hostnameOverride");
  if (spec.setHostnameAsFQDN === true) forbidden(context, at, "may not be specified when setHostnameAsFQDN is true");
  if (spec.hostNetwork === true) forbidden(context, at, "may not be specified when hostNetwork is true");
  if (byteLength(name) > MAX_HOSTNAME) tooLong(context, at, MAX_HOSTNAME);
  invalidEach(context, at, name, isDns1123Subdomain(name));
}
