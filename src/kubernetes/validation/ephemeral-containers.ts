import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { validateContainerCommon, validateImageBlanks } from "./any-container.ts";
import { containerNames } from "./containers.ts";
import { duplicate, forbidden, notFound } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";

/** Fields that such a container must not have, in the server's order. */
const FORBIDDEN = [
  "ports",
  "resources",
  "resizePolicy",
  "restartPolicy",
  "restartPolicyRules",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
];
const DETAIL = "cannot be set for an Ephemeral Container";

/** Mirrors: validateEphemeralContainers, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateEphemeralContainers(
  containers: readonly JsonValue[],
  path: Path,
  scope: PodScope,
  context: PodContext,
): void {
  if (containers.length === 0) return;
  const targets = new Set([
    ...containerNames(scope.spec, "containers"),
    ...containerNames(scope.spec, "initContainers"),
  ]);
  const names = new Set(targets);
  for (const [index, item] of containers.entries()) {
    const container = isObject(item) ? item : {};
    const at = path.index(index);
    const name = textAt(container, "name");
    validateContainerCommon(container, at, scope, context);
    validateImageBlanks(container, at, context);
    if (names.has(name)) duplicate(context, at.child("name"), name);
    names.add(name);
    const target = textAt(container, "targetContainerName");
    if (target !== "" && !targets.has(target)) notFound(context, at.child("targetContainerName"), target);
    for (const field of FORBIDDEN) if (isSet(container, field)) forbidden(context, at.child(field), DETAIL);
    forbidSubPaths(container, at.child("volumeMounts"), context);
  }
}

/** Only resources are no pointer, so that none of them are no resources. */
function isSet(container: JsonObject, field: string): boolean {
  const value = container[field];
  if (value === undefined || value === null) return false;
  return field !== "resources" || (isObject(value) && Object.keys(value).length > 0);
}

function forbidSubPaths(container: JsonObject, path: Path, context: PodContext): void {
  for (const [index, mount] of listAt(container, "volumeMounts").entries()) {
    for (const field of ["subPath", "subPathExpr"]) {
      if (textAt(mount, field) !== "") forbidden(context, path.index(index).child(field), DETAIL);
    }
  }
}
