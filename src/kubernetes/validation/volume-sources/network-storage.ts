import type { JsonObject } from "../../../model/json.ts";
import { listAt, textAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { invalid, invalidEach, required } from "../errors.ts";
import { byteLength, isDns1123Label } from "../names.ts";
import type { Path } from "../path.ts";
import { isHostPort } from "./host-port.ts";
import { requireSecretName, requireTexts } from "./required-fields.ts";

/*
 * Storage on the network. Mirrors: validateNFSVolumeSource and its neighbours,
 * k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */

export function validatePersistentVolumeClaimSource(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["claimName"], path, context);
}

export function validateNfs(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["server", "path"], path, context);
  const text = textAt(source, "path");
  if (!text.startsWith("/")) invalid(context, path.child("path"), text, "must be an absolute path");
}

export function validateGlusterfs(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["endpoints", "path"], path, context);
}

export function validateFlocker(source: JsonObject, path: Path, context: ValidationContext): void {
  const name = textAt(source, "datasetName");
  const uuid = textAt(source, "datasetUUID");
  if (name === "" && uuid === "") required(context, path, "one of datasetName and datasetUUID is required");
  if (name !== "" && uuid !== "") {
    invalid(context, path, "resource", "datasetName and datasetUUID can not be specified simultaneously");
  }
  if (name.includes("/")) invalid(context, path.child("datasetName"), name, "must not contain '/'");
}

export function validateRbd(source: JsonObject, path: Path, context: ValidationContext): void {
  requireMonitors(source, path, context);
  requireTexts(source, ["image"], path, context);
}

export function validateCephFs(source: JsonObject, path: Path, context: ValidationContext): void {
  requireMonitors(source, path, context);
}

function requireMonitors(source: JsonObject, path: Path, context: ValidationContext): void {
  if (listAt(source, "monitors").length === 0) required(context, path.child("monitors"));
}

export function validateCinder(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["volumeID"], path, context);
  requireSecretName(source, path, context);
}

const MAX_TENANT = 64;
const REGISTRY = "must be a host:port pair or multiple pairs separated by commas";

export function validateQuobyte(source: JsonObject, path: Path, context: ValidationContext): void {
  const registry = textAt(source, "registry");
  if (registry === "") required(context, path.child("registry"), REGISTRY);
  else if (byteLength(textAt(source, "tenant")) > MAX_TENANT) {
    required(context, path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
  } else {
    for (const pair of registry.split(",")) {
      if (!isHostPort(pair)) invalid(context, path.child("registry"), registry, REGISTRY);
    }
  }
  requireTexts(source, ["volume"], path, context);
}

export function validatePortworxVolume(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["volumeID"], path, context);
}

export function validateScaleIo(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["gateway", "system", "volumeName"], path, context);
}

export function validateStorageOs(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["volumeName"], path, context);
  for (const field of ["volumeName", "volumeNamespace"]) {
    const name = textAt(source, field);
    if (name !== "") invalidEach(context, path.child(field), name, isDns1123Label(name));
  }
  requireSecretName(source, path, context);
}
