import type { JsonObject } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { namedText } from "./bad-value.ts";
import { validateContainerPorts } from "./container-ports.ts";
import { validateSecurityContext } from "./container-security-context.ts";
import { validateEnv } from "./env.ts";
import { validateEnvFrom } from "./env-from.ts";
import { invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isDns1123Label } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { validateResizePolicy } from "./resize-policy.ts";
import { validateContainerResources } from "./resources.ts";
import { validateVolumeDevices } from "./volume-devices.ts";
import { validateVolumeMounts } from "./volume-mounts.ts";

/** Rules for containers of every kind. Mirrors: validateContainerCommon, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateContainerCommon(container: JsonObject, path: Path, scope: PodScope, context: PodContext): void {
  const name = textAt(container, "name");
  if (name === "") required(context, path.child("name"));
  else invalidEach(context, path.child("name"), name, isDns1123Label(name));
  if (textAt(container, "image") === "") required(context, path.child("image"));
  validateWord(container, "terminationMessagePolicy", MESSAGE_POLICIES, path, context);
  validateContainerPorts(listAt(container, "ports"), path.child("ports"), context);
  validateEnv(listAt(container, "env"), path.child("env"), context);
  validateEnvFrom(listAt(container, "envFrom"), path.child("envFrom"), context);
  validateVolumeMounts(container, path.child("volumeMounts"), scope, context);
  validateVolumeDevices(container, path.child("volumeDevices"), scope, context);
  validateWord(container, "imagePullPolicy", PULL_POLICIES, path, context);
  validateContainerResources(container.resources, path.child("resources"), scope.claimNames, context);
  validateResizePolicy(container, path.child("resizePolicy"), scope, context);
  validateSecurityContext(container.securityContext, path.child("securityContext"), scope, context);
}

const MESSAGE_POLICIES = ["File", "FallbackToLogsOnError"];
export const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

/** A field that must be one of some words. */
export function validateWord(
  holder: JsonObject,
  field: string,
  known: readonly string[],
  path: Path,
  context: PodContext,
): void {
  const word = textAt(holder, field);
  if (word === "") required(context, path.child(field));
  else if (!known.includes(word)) notSupported(context, path.child(field), namedText(word), known);
}

/** Only for Pods, not for templates. Mirrors: validateContainerOnlyForPod, v1.37.0 */
export function validateImageBlanks(container: JsonObject, path: Path, context: PodContext): void {
  const image = textAt(container, "image");
  if (image !== image.trim())
    invalid(context, path.child("image"), image, "must not have leading or trailing whitespace");
}
