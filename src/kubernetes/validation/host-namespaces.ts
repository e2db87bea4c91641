import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { forEachContainer, someContainer } from "./container-lists.ts";
import { forbidden, invalid } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** Mirrors: validatePodHostNetworkDeps, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostPorts(spec: JsonObject, path: Path, context: PodContext): void {
  if (spec.hostNetwork !== true) return;
  const list = path.child("containers");
  for (const [index, container] of listAt(spec, "containers").entries()) {
    for (const [at, port] of listAt(container, "ports").entries()) {
      const hostPort = numberAt(port, "hostPort") ?? 0;
      // The port of the host is filled in when the Pod itself is created.
      if (hostPort === (numberAt(port, "containerPort") ?? 0) || (hostPort === 0 && context.pod === undefined))
        continue;
      const portPath = list.index(index).child("ports").index(at).child("hostPort");
      invalid(context, portPath, hostPort, "must match `containerPort` when `hostNetwork` is true");
    }
  }
}

/** From 1.37 on; before, the rules for the security context say it. Mirrors: validateShareProcessNamespace, v1.37.0 */
export function validateSharedProcesses(spec: JsonObject, path: Path, context: PodContext): void {
  if (context.version.behaviour.hostFieldsInSecurityContext) return;
  if (spec.shareProcessNamespace !== true || spec.hostPID !== true) return;
  const at = path.child("shareProcessNamespace");
  invalid(context, at, true, "ShareProcessNamespace and HostPID cannot both be enabled");
}

/** Mirrors: validateHostUsers, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostUsers(spec: JsonObject, path: Path, context: PodContext): void {
  if (spec.hostUsers !== false) return;
  const { behaviour } = context.version;
  const detail = `when \`${behaviour.hostUsersPath}\` is false`;
  if (spec.hostNetwork === true && !mayShareNetwork(context)) forbidden(context, path.child("hostNetwork"), detail);
  if (spec.hostPID === true) forbidden(context, path.child("HostPID"), detail);
  if (spec.hostIPC === true) forbidden(context, path.child("HostIPC"), detail);
  if (!behaviour.refusesDevicesForHostUsers || hadDevices(context)) return;
  forEachContainer(spec, path, (container, containerPath) => {
    if (listAt(container, "volumeDevices").length > 0)
      forbidden(context, containerPath().child("volumeDevices"), detail);
  });
}

function mayShareNetwork({ version, old }: PodContext): boolean {
  if (isEnabled(version, "UserNamespacesHostNetworkSupport")) return true;
  const spec = objectAt(old, "spec");
  return spec.hostUsers === false && spec.hostNetwork === true;
}

function hadDevices({ old }: PodContext): boolean {
  const spec = objectAt(old, "spec");
  return spec.hostUsers === false && someContainer(spec, (one) => listAt(one, "volumeDevices").length > 0);
}

/** Mirrors: validateWindowsHostProcessPod, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostProcess(spec: JsonObject, path: Path, context: PodContext): void {
  const ofPod = hostProcess(spec);
  let containers = 0;
  let hostProcesses = 0;
  forEachContainer(spec, path, (container, containerPath) => {
    const own = hostProcess(container);
    containers++;
    if (own ?? ofPod) hostProcesses++;
    if (own === undefined || ofPod === undefined || own === ofPod) return;
    const at = containerPath().child("securityContext").child("windowsOptions").child("hostProcess");
    invalid(context, at, own, `pod hostProcess value must be identical if both are specified, was ${ofPod}`);
  });
  if (hostProcesses === 0) return;
  if (hostProcesses !== containers) {
    const detail = "If pod contains any hostProcess containers then all containers must be HostProcess containers";
    invalid(context, path, "", detail);
  }
  if (spec.hostNetwork === true) return;
  const detail = "hostNetwork must be true if pod contains any hostProcess containers";
  invalid(context, path.child("hostNetwork"), false, detail);
}

function hostProcess(holder: JsonObject): boolean | undefined {
  const { securityContext } = holder;
  const options = isObject(securityContext) ? securityContext.windowsOptions : undefined;
  const value = isObject(options) ? options.hostProcess : undefined;
  return typeof value === "boolean" ? value : undefined;
}
