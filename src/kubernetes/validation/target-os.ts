import { isObject, type JsonObject } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { namedText } from "./bad-value.ts";
import { forEachContainer } from "./container-lists.ts";
import { forbidden, notSupported, required } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** Mirrors: validateOS, validateLinux and validateWindows, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateTargetOs(spec: JsonObject, path: Path, context: PodContext): void {
  if (!isObject(spec.os)) return;
  const name = textAt(spec.os, "name");
  if (name === "linux") validateLinux(spec, path, context);
  else if (name === "windows") validateWindows(spec, path, context);
  else if (name === "") required(context, path.child("os").child("name"), context.version.behaviour.emptyOsName);
  else notSupported(context, path.child("os"), namedText(name), ["linux", "windows"]);
}

function validateLinux(spec: JsonObject, path: Path, context: PodContext): void {
  const detail = "windows options cannot be set for a linux pod";
  if (hasField(spec.securityContext, "windowsOptions"))
    forbidden(context, path.child("securityContext").child("windowsOptions"), detail);
  forEachContainer(spec, path, (container, containerPath) => {
    if (hasField(container.securityContext, "windowsOptions"))
      forbidden(context, containerPath().child("securityContext").child("windowsOptions"), detail);
  });
}

/** In the server's order; a name in front of a dot is a field of the spec itself. */
const POD_FIELDS = {
  early: ["appArmorProfile", "seLinuxOptions"],
  host: ["hostUsers", "hostPID", "hostIPC"],
  middle: ["seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls"],
  shared: ["shareProcessNamespace"],
  late: ["runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy"],
};

const CONTAINER_FIELDS = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
];

const WINDOWS = "cannot be set for a windows pod";

function validateWindows(spec: JsonObject, path: Path, context: PodContext): void {
  const { early, host, middle, shared, late } = POD_FIELDS;
  const ofSecurity = (fields: readonly string[]): void => {
    for (const field of fields) {
      if (hasField(spec.securityContext, field))
        forbidden(context, path.child("securityContext").child(field), WINDOWS);
    }
  };
  const ofSpec = (fields: readonly string[]): void => {
    for (const field of fields) if (hasField(spec, field)) forbidden(context, path.child(field), WINDOWS);
  };
  ofSecurity(early);
  if (context.version.behaviour.hostFieldsInSecurityContext) ofSpec(host);
  ofSecurity(middle);
  if (context.version.behaviour.hostFieldsInSecurityContext) ofSpec(shared);
  ofSecurity(late);
  if (!context.version.behaviour.hostFieldsInSecurityContext) ofSpec([...host, ...shared]);
  forEachContainer(spec, path, (container, containerPath) => {
    for (const field of CONTAINER_FIELDS) {
      if (hasField(container.securityContext, field))
        forbidden(context, containerPath().child("securityContext").child(field), WINDOWS);
    }
  });
}

/** `hostPID: false` and an empty list of sysctls are nothing; an empty list of groups is something. */
function hasField(holder: unknown, field: string): boolean {
  const value = isObject(holder) ? holder[field] : undefined;
  if (value === undefined || value === null) return false;
  if (field === "sysctls") return Array.isArray(value) && value.length > 0;
  return value !== false || !PLAIN_FLAGS.has(field);
}

const PLAIN_FLAGS: ReadonlySet<string> = new Set(["hostPID", "hostIPC"]);
