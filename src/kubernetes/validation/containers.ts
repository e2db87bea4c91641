import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, numberAt, textAt } from "../../model/json-read.ts";
import { validateContainerCommon } from "./any-container.ts";
import { allowsRestartRules, validateContainerRestartPolicy } from "./container-restart-policy.ts";
import { duplicate, forbidden, required } from "./errors.ts";
import { validateLifecycle } from "./lifecycle-handler.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { validateProbes } from "./probe.ts";

/** Mirrors: validateContainers, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateContainers(
  containers: readonly JsonValue[],
  path: Path,
  scope: PodScope,
  context: PodContext,
): void {
  if (containers.length === 0) {
    required(context, path);
    return;
  }
  const names = new Set<string>();
  for (const [index, item] of containers.entries()) {
    const container = isObject(item) ? item : {};
    const at = path.index(index);
    const name = textAt(container, "name");
    validateContainerCommon(container, at, scope, context);
    if (names.has(name)) duplicate(context, at.child("name"), name);
    names.add(name);
    validateLifecycle(container.lifecycle, at.child("lifecycle"), scope, context);
    validateProbes(container, at, scope, context);
    if (allowsRestartRules(context)) validateContainerRestartPolicy(container, at, context);
    else if (container.restartPolicy !== undefined)
      forbidden(context, at.child("restartPolicy"), "may not be set for non-init containers");
  }
  validateHostPortConflicts(containers, path, context);
}

/** Mirrors: checkHostPortConflicts, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostPortConflicts(containers: readonly JsonValue[], path: Path, context: PodContext): void {
  const taken = new Set<string>();
  for (const [index, container] of containers.entries()) {
    for (const [at, port] of listAt(container, "ports").entries()) {
      const hostPort = numberAt(port, "hostPort") ?? 0;
      if (hostPort === 0) continue;
      const place = `${textAt(port, "protocol")}/${textAt(port, "hostIP")}/${hostPort}`;
      if (taken.has(place)) duplicate(context, path.index(index).child("ports").index(at).child("hostPort"), place);
      taken.add(place);
    }
  }
}

/** Names of containers of that list. */
export function containerNames(spec: JsonObject, list: string): string[] {
  return listAt(spec, list).map((container) => textAt(container, "name"));
}
