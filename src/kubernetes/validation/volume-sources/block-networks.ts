import type { JsonObject } from "../../../model/json.ts";
import { listAt, numberAt, textAt } from "../../../model/json-read.ts";
import { goValue } from "../bad-value.ts";
import type { ValidationContext } from "../context.ts";
import { invalid, required } from "../errors.ts";
import type { Path } from "../path.ts";
import { requireTexts } from "./required-fields.ts";

const FORMATS: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.([0-9A-Za-z\-.]+)(:[^,;*&$|\t\n\f\r ]+)$/,
  eui: /^eui.[0-9A-Za-z]{16}$/,
  naa: /^naa.[0-9A-Za-z]{32}$/,
};

/** Mirrors: validateISCSIVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateIscsi(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["targetPortal", "iqn"], path, context);
  const iqn = textAt(source, "iqn");
  if (iqn !== "") validateQualifiedName(iqn, path.child("iqn"), context);
  validateLun(numberAt(source, "lun") ?? 0, path.child("lun"), context);
  const needsSecret = source.chapAuthDiscovery === true || source.chapAuthSession === true;
  if (needsSecret && (source.secretRef ?? null) === null) required(context, path.child("secretRef"));
  const { initiatorName } = source;
  if (typeof initiatorName === "string") validateQualifiedName(initiatorName, path.child("initiatorname"), context);
}

function validateQualifiedName(name: string, path: Path, context: ValidationContext): void {
  const format = FORMATS[name.slice(0, 3)];
  if (format === undefined) invalid(context, path, name, "must be valid format starting with iqn, eui, or naa");
  else if (!format.test(name)) invalid(context, path, name, "must be valid format");
}

function validateLun(lun: number, path: Path, context: ValidationContext): void {
  if (lun < 0 || lun > 255) invalid(context, path, lun, "must be between 0 and 255, inclusive");
}

/** Mirrors: validateFCVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateFc(source: JsonObject, path: Path, context: ValidationContext): void {
  const names = listAt(source, "targetWWNs");
  const ids = listAt(source, "wwids");
  const at = path.child("targetWWNs");
  if (names.length === 0 && ids.length === 0) {
    required(context, at, "must specify either targetWWNs or wwids, but not both");
  }
  if (names.length === 0) return;
  if (ids.length > 0) {
    const shown = goValue("[]string", [...names]);
    invalid(context, at, shown, "targetWWNs and wwids can not be specified simultaneously");
  }
  const lun = numberAt(source, "lun");
  if (lun === undefined) required(context, path.child("lun"), "lun is required if targetWWNs is specified");
  else validateLun(lun, path.child("lun"), context);
}
