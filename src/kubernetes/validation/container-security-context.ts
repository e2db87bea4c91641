import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { integerAt, listAt, objectAt } from "../../model/json-read.ts";
import { goValue, namedText } from "./bad-value.ts";
import { someContainer } from "./container-lists.ts";
import { invalid, notSupported } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { validateId } from "./pod-security-context.ts";
import { validateAppArmorProfile, validateSeccompProfile } from "./security-profiles.ts";
import { validateWindowsOptions } from "./windows-options.ts";

const PROC_MOUNTS = ["Default", "Unmasked"];

/** Clusters allow privileged containers. Mirrors: ValidateSecurityContext, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSecurityContext(
  security: JsonValue | undefined,
  path: Path,
  { spec }: PodScope,
  context: PodContext,
): void {
  if (!isObject(security)) return;
  for (const field of ["runAsUser", "runAsGroup"]) validateId(integerAt(security, field), path, field, context);
  const { procMount } = security;
  if (typeof procMount === "string") {
    const at = path.child("procMount");
    if (!PROC_MOUNTS.includes(procMount)) notSupported(context, at, namedText(procMount), PROC_MOUNTS);
    if (procMount === "Unmasked" && spec.hostUsers !== false)
      invalid(context, at, procMount, "`hostUsers` must be false to use `Unmasked`");
  }
  validateSeccompProfile(security.seccompProfile, path.child("seccompProfile"), context);
  validateEscalation(security, path, context);
  validateWindowsOptions(security.windowsOptions, path.child("windowsOptions"), context);
  validateAppArmorProfile(security.appArmorProfile, path.child("appArmorProfile"), context);
}

function validateEscalation(security: JsonObject, path: Path, context: PodContext): void {
  if (security.allowPrivilegeEscalation !== false) return;
  const shown = goValue("internal/core.SecurityContext", security);
  const detail = "cannot set `allowPrivilegeEscalation` to false and";
  if (security.privileged === true) invalid(context, path, shown, `${detail} \`privileged\` to true`);
  if (!isSysAdminWithoutEscalation(security) || hadSysAdmin(context)) return;
  for (const capability of addedCapabilities(security)) {
    if (capability === SYS_ADMIN) invalid(context, path, shown, `${detail} \`capabilities.Add\` CAP_SYS_ADMIN`);
  }
}

const SYS_ADMIN = "CAP_SYS_ADMIN";

function addedCapabilities(security: JsonObject): readonly JsonValue[] {
  return listAt(security, "capabilities", "add");
}

function isSysAdminWithoutEscalation(security: JsonObject): boolean {
  return security.allowPrivilegeEscalation === false && addedCapabilities(security).includes(SYS_ADMIN);
}

/** Mirrors: useAllowSysAdminWhenPrivilegeEscalationFalse, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function hadSysAdmin({ old }: PodContext): boolean {
  return someContainer(objectAt(old, "spec"), (one) => isSysAdminWithoutEscalation(objectAt(one, "securityContext")));
}
