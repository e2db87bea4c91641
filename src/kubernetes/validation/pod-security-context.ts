import type { JsonObject, JsonValue } from "../../model/json.ts";
import { integerAt, listAt, objectAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { namedText } from "./bad-value.ts";
import { duplicate, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isValidId } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import { validateAppArmorProfile, validateSeccompProfile } from "./security-profiles.ts";
import { validateWindowsOptions } from "./windows-options.ts";

/** Mirrors: validatePodSpecSecurityContext, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodSecurityContext(spec: JsonObject, specPath: Path, context: PodContext): void {
  const path = specPath.child("securityContext");
  const security = objectAt(spec, "securityContext");
  for (const field of ["fsGroup", "runAsUser", "runAsGroup"])
    validateId(integerAt(security, field), path, field, context);
  for (const [index, group] of listAt(security, "supplementalGroups").entries()) {
    if (typeof group === "number" || typeof group === "bigint")
      invalidEach(context, path.child("supplementalGroups").index(index), group, isValidId(group));
  }
  if (
    context.version.behaviour.hostFieldsInSecurityContext &&
    spec.shareProcessNamespace === true &&
    spec.hostPID === true
  ) {
    const at = path.child("shareProcessNamespace");
    invalid(context, at, true, "ShareProcessNamespace and HostPID cannot both be enabled");
  }
  validateSysctls(spec, path.child("sysctls"), context);
  validateOneOf(security.fsGroupChangePolicy, ["Always", "OnRootMismatch"], path, "fsGroupChangePolicy", context);
  validateSeccompProfile(security.seccompProfile, path.child("seccompProfile"), context);
  validateWindowsOptions(security.windowsOptions, path.child("windowsOptions"), context);
  validateAppArmorProfile(security.appArmorProfile, path.child("appArmorProfile"), context);
  validateOneOf(security.supplementalGroupsPolicy, ["Merge", "Strict"], path, "supplementalGroupsPolicy", context);
  validateOneOf(security.seLinuxChangePolicy, changePolicies(context), path, "seLinuxChangePolicy", context);
}

/** A user or group of that name in a security context. */
export function validateId(id: number | bigint | undefined, path: Path, field: string, context: PodContext): void {
  if (id !== undefined) invalidEach(context, path.child(field), id, isValidId(id));
}

function validateOneOf(
  value: JsonValue | undefined,
  known: readonly string[],
  path: Path,
  field: string,
  context: PodContext,
): void {
  if (typeof value === "string" && !known.includes(value))
    notSupported(context, path.child(field), namedText(value), known);
}

/** Mirrors: useOnlyRecursiveSELinuxChangePolicy, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function changePolicies({ version, old }: PodContext): readonly string[] {
  const hadOne = objectAt(old, "spec", "securityContext").seLinuxChangePolicy !== undefined;
  return isEnabled(version, "SELinuxMount") || hadOne ? ["MountOption", "Recursive"] : ["Recursive"];
}

const SEGMENT = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const SYSCTL = `^(${SEGMENT}[\\./])*${SEGMENT}$`;
const SYSCTL_PATTERN = new RegExp(SYSCTL);
const MAX_SYSCTL = 253;

/** Mirrors: validateSysctls, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateSysctls(spec: JsonObject, path: Path, context: PodContext): void {
  const names = new Set<string>();
  for (const [index, sysctl] of listAt(spec, "securityContext", "sysctls").entries()) {
    const name = textAt(sysctl, "name");
    const at = path.index(index).child("name");
    if (name === "") required(context, at);
    else if (name.length > MAX_SYSCTL || !SYSCTL_PATTERN.test(name)) {
      invalid(context, at, name, `must have at most ${MAX_SYSCTL} characters and match regex ${SYSCTL}`);
    } else if (names.has(name)) duplicate(context, at, name);
    const problem = hostSysctlProblem(name, spec);
    if (problem && !hadHostSysctls(context)) invalid(context, at, name, problem);
    names.add(name);
  }
}

function hadHostSysctls({ old }: PodContext): boolean {
  const spec = objectAt(old, "spec");
  return listAt(spec, "securityContext", "sysctls").some((one) => hostSysctlProblem(textAt(one, "name"), spec));
}

/** Mirrors: ValidateHostSysctl, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function hostSysctlProblem(name: string, spec: JsonObject): string | undefined {
  const namespace = namespaceOf(dotted(name).replace(/\*.*$/su, ""));
  if (spec.hostNetwork === true && namespace === "net") return "may not be specified when 'hostNetwork' is true";
  if (spec.hostIPC === true && namespace === "ipc") return "may not be specified when 'hostIPC' is true";
  return undefined;
}

const IPC_NAMES: ReadonlySet<string> = new Set([
  "kernel.sem",
  "kernel.shmall",
  "kernel.shmmax",
  "kernel.shmmni",
  "kernel.shm_rmid_forced",
  "kernel.shm",
  "kernel.msgmax",
  "kernel.msgmnb",
  "kernel.msgmni",
  "kernel.msg",
]);

/** Mirrors: GetNamespace, k8s.io/component-helpers/node/util/sysctl v0.37.0 */
function namespaceOf(name: string): "net" | "ipc" | undefined {
  if (IPC_NAMES.has(name) || name.startsWith("fs.mqueue.")) return "ipc";
  return name.startsWith("net.") ? "net" : undefined;
}

/** With slashes as separators, dots and slashes trade places. Mirrors: NormalizeName, in the same package */
function dotted(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  if (separator === undefined || separator === ".") return name;
  return name.replaceAll(/[./]/g, (char) => (char === "." ? "/" : "."));
}
