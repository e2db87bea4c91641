import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, longerThan, notSupported, required } from "./errors.ts";
import { validateDescendingPath } from "./local-path.ts";
import { byteLength } from "./names.ts";
import type { Path } from "./path.ts";

const TYPES = ["Localhost", "RuntimeDefault", "Unconfined"];
const LOCALHOST = "localhost/";

/** Mirrors: validateSeccompProfileField, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSeccompProfile(profile: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (!isObject(profile)) return;
  const type = textAt(profile, "type");
  const { localhostProfile } = profile;
  if (type === "") required(context, path.child("type"), "type is required when seccompProfile is set");
  else if (!TYPES.includes(type)) notSupported(context, path.child("type"), namedText(type), TYPES);
  const at = path.child("localhostProfile");
  if (type !== "Localhost") {
    if (typeof localhostProfile !== "string") return;
    const shown = goValue("internal/core.SeccompProfile", profile);
    invalid(context, at, shown, "can only be set when seccomp type is Localhost");
  } else if (typeof localhostProfile !== "string") {
    required(context, at, "must be set when seccomp type is Localhost");
  } else validateDescendingPath(localhostProfile, at, context);
}

const MAX_PROFILE = 4095;
const MISSING_PROFILE = "must be set when AppArmor type is Localhost";

/** Mirrors: ValidateAppArmorProfileField, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateAppArmorProfile(profile: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (!isObject(profile)) return;
  const type = textAt(profile, "type");
  const { localhostProfile } = profile;
  const at = path.child("localhostProfile");
  if (type === "") required(context, path.child("type"), "type is required when appArmorProfile is set");
  else if (!TYPES.includes(type)) notSupported(context, path.child("type"), namedText(type), TYPES);
  else if (type !== "Localhost") {
    if (typeof localhostProfile === "string")
      invalid(context, at, namedText(localhostProfile), "can only be set when AppArmor type is Localhost");
  } else if (typeof localhostProfile !== "string") required(context, at, MISSING_PROFILE);
  else {
    const trimmed = localhostProfile.trim();
    if (trimmed !== localhostProfile) invalid(context, at, localhostProfile, "must not be padded with whitespace");
    else if (trimmed === "") required(context, at, MISSING_PROFILE);
    if (byteLength(localhostProfile) > MAX_PROFILE) longerThan(context, at, MAX_PROFILE);
  }
}

/** The value of a seccomp annotation. Mirrors: ValidateSeccompProfile, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSeccompName(name: string, path: Path, context: ValidationContext): void {
  if (["runtime/default", "docker/default", "unconfined"].includes(name)) return;
  if (name.startsWith(LOCALHOST)) validateDescendingPath(name.slice(LOCALHOST.length), path, context);
  else invalid(context, path, name, "must be a valid seccomp profile");
}

/** The value of an AppArmor annotation. Mirrors: ValidateAppArmorProfileFormat */
export function isAppArmorName(name: string): boolean {
  return ["", "runtime/default", "unconfined"].includes(name) || name.startsWith(LOCALHOST);
}

interface Agreement {
  readonly kind: "seccomp" | "apparmor";
  readonly runtimeDefault: readonly string[];
}

export const SECCOMP: Agreement = { kind: "seccomp", runtimeDefault: ["runtime/default", "docker/default"] };
export const APP_ARMOR: Agreement = { kind: "apparmor", runtimeDefault: ["runtime/default"] };

/**
 * An annotation and a field that both name a profile must name the same.
 * Mirrors: validateSeccompAnnotationsAndFieldsMatch and validateAppArmorAnnotationsAndFieldsMatchOnCreate, v1.37.0
 */
export function validateAgreement(
  annotation: string,
  profile: JsonObject,
  path: () => Path,
  { kind, runtimeDefault }: Agreement,
  context: ValidationContext,
): void {
  const type = textAt(profile, "type");
  const isOtherType =
    (type === "Unconfined" && annotation !== "unconfined") ||
    (type === "RuntimeDefault" && !runtimeDefault.includes(annotation)) ||
    (type === "Localhost" && !annotation.startsWith(LOCALHOST));
  if (isOtherType) forbidden(context, path().child("type"), `${kind} type in annotation and field must match`);
  else if (type === "Localhost" && profile.localhostProfile !== annotation.slice(LOCALHOST.length)) {
    forbidden(context, path().child("localhostProfile"), `${kind} profile in annotation and field must match`);
  }
}
