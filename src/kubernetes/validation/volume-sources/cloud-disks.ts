import type { JsonObject, JsonValue } from "../../../model/json.ts";
import { numberAt, textAt } from "../../../model/json-read.ts";
import { namedText } from "../bad-value.ts";
import type { ValidationContext } from "../context.ts";
import { invalid, notSupported } from "../errors.ts";
import type { Path } from "../path.ts";
import { requireTexts } from "./required-fields.ts";

/*
 * Disks of the clouds. Mirrors: validateGCEPersistentDiskVolumeSource and its neighbours,
 * k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */

export function validateGcePersistentDisk(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["pdName"], path, context);
  validatePartition(source, path, context);
}

export function validateAwsElasticBlockStore(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["volumeID"], path, context);
  validatePartition(source, path, context);
}

function validatePartition(source: JsonObject, path: Path, context: ValidationContext): void {
  const partition = numberAt(source, "partition") ?? 0;
  if (partition >= 0 && partition <= 255) return;
  invalid(context, path.child("partition"), partition, "must be between 1 and 255, inclusive");
}

export function validateVsphereVolume(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["volumePath"], path, context);
}

export function validatePhotonPersistentDisk(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["pdID"], path, context);
}

export function validateAzureFile(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["secretName", "shareName"], path, context);
}

const CACHING_MODES = ["None", "ReadOnly", "ReadWrite"];
const KINDS = ["Dedicated", "Managed", "Shared"];
const MANAGED_URI = "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
const BLOB_URI = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";

export function validateAzureDisk(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["diskName", "diskURI"], path, context);
  validateWord(source.cachingMode, CACHING_MODES, path.child("cachingMode"), context);
  validateWord(source.kind, KINDS, path.child("kind"), context);
  if (typeof source.kind !== "string") return;
  const uri = textAt(source, "diskURI");
  const isManaged = source.kind === "Managed";
  if (uri.startsWith(isManaged ? "/subscriptions/" : "https://")) return;
  notSupported(context, path.child("diskURI"), uri, [isManaged ? MANAGED_URI : BLOB_URI]);
}

function validateWord(
  value: JsonValue | undefined,
  known: readonly string[],
  path: Path,
  context: ValidationContext,
): void {
  if (typeof value === "string" && !known.includes(value)) notSupported(context, path, namedText(value), known);
}
