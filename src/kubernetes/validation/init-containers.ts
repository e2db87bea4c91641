import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { validateContainerCommon } from "./any-container.ts";
import { goValue } from "./bad-value.ts";
import { validateInitRestartPolicy } from "./container-restart-policy.ts";
import { containerNames, validateHostPortConflicts } from "./containers.ts";
import { duplicate, forbidden, invalid } from "./errors.ts";
import { validateLifecycle } from "./lifecycle-handler.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { validateProbes } from "./probe.ts";

/** Mirrors: validateInitContainers, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateInitContainers(
  containers: readonly JsonValue[],
  path: Path,
  scope: PodScope,
  context: PodContext,
): void {
  if (containers.length === 0) return;
  const names = new Set(containerNames(scope.spec, "containers"));
  for (const [index, item] of containers.entries()) {
    const container = isObject(item) ? item : {};
    const at = path.index(index);
    const name = textAt(container, "name");
    validateContainerCommon(container, at, scope, context);
    validateInitRestartPolicy(container, at, context);
    if (names.has(name)) duplicate(context, at.child("name"), name);
    else if (name !== "") names.add(name);
    // Init containers run one by one; the path of a conflict is that of the first one (as upstream has it).
    validateHostPortConflicts([container], path, context);
    if (container.restartPolicy === "Always") {
      validateLifecycle(container.lifecycle, at.child("lifecycle"), scope, context);
      validateProbes(container, at, scope, context);
    } else forbidHooks(container, at, context);
    validateInitResizePolicy(container, at, context);
  }
}

const SIDECAR_ONLY = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

function forbidHooks(container: JsonObject, path: Path, context: PodContext): void {
  for (const field of SIDECAR_ONLY) {
    if (isObject(container[field]))
      forbidden(context, path.child(field), "may not be set for init containers without restartPolicy=Always");
  }
}

function validateInitResizePolicy(container: JsonObject, path: Path, context: PodContext): void {
  const policies = listAt(container, "resizePolicy");
  if (policies.length === 0) return;
  const at = path.child("resizePolicy");
  if (!isEnabled(context.version, "InPlacePodVerticalScaling")) {
    const shown = goValue("[]internal/core.ContainerResizePolicy", [...policies]);
    invalid(context, at, shown, "must not be set for init containers");
  }
  if (container.restartPolicy === "Always" || !context.version.behaviour.refusesRestartOnInitResize) return;
  if (hadRestartOnResize(objectAt(context.old, "spec"))) return;
  for (const [index, policy] of policies.entries()) {
    if (textAt(policy, "restartPolicy") !== "RestartContainer") continue;
    const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers";
    invalid(context, at.index(index).child("restartPolicy"), "RestartContainer", detail);
  }
}

/** Mirrors: hasRestartContainerForNonSidecarInitContainer, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function hadRestartOnResize(spec: JsonObject): boolean {
  return listAt(spec, "initContainers").some(
    (container) =>
      textAt(container, "restartPolicy") !== "Always" &&
      listAt(container, "resizePolicy").some((policy) => textAt(policy, "restartPolicy") === "RestartContainer"),
  );
}
