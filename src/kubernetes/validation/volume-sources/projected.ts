import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import { integerAt, listAt, objectAt, textAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { forbidden, invalid, required } from "../errors.ts";
import { Path } from "../path.ts";
import type { PodContext } from "../pod-context.ts";
import { validateClusterTrustBundle } from "./cluster-trust-bundle.ts";
import { validateDefaults, validateDownwardApiFile, validateKeyToPath } from "./config-volumes.ts";
import { validateFileUser } from "./file-mode.ts";
import { validatePodCertificate } from "./pod-certificate.ts";
import { ProjectedPaths, validateNonReservedPath } from "./projected-paths.ts";
import { requireTexts } from "./required-fields.ts";

const SOURCES = ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"];

/** Mirrors: validateProjectedVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateProjected(volume: JsonObject, path: Path, context: PodContext): void {
  validateDefaults(volume, path, context);
  const paths = new ProjectedPaths(path, context);
  for (const [index, source] of listAt(volume, "sources").entries()) {
    validateProjection(isObject(source) ? source : {}, path, index, paths, context);
  }
}

/** Mirrors: validateProjectionSources, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
function validateProjection(
  source: JsonObject,
  volume: Path,
  index: number,
  paths: ProjectedPaths,
  context: PodContext,
): void {
  const path = volume.child("sources").index(index);
  for (const field of ["secret", "configMap"]) {
    if (isObject(source[field])) validateNamedItems(objectAt(source, field), path.child(field), paths, context);
  }
  for (const item of listAt(source, "downwardAPI", "items")) {
    validateDownwardApiFile(isObject(item) ? item : {}, path.child("downwardAPI"), context);
    takePath(item, undefined, paths);
  }
  if (isObject(source.serviceAccountToken)) {
    validateToken(source.serviceAccountToken, path.child("serviceAccountToken"), volume, context);
  }
  if (isObject(source.clusterTrustBundle)) {
    validateClusterTrustBundle(source.clusterTrustBundle, path.child("clusterTrustBundle"), paths, context);
  }
  if (isObject(source.podCertificate)) {
    validatePodCertificate(source.podCertificate, path.child("podCertificate"), paths, context);
  }
  if (SOURCES.filter((field) => isObject(source[field])).length > 1) {
    forbidden(context, path, context.version.behaviour.extraProjection);
  }
}

function validateNamedItems(source: JsonObject, path: Path, paths: ProjectedPaths, context: ValidationContext): void {
  requireTexts(source, ["name"], path, context);
  for (const [index, item] of listAt(source, "items").entries()) {
    validateKeyToPath(item, path.child("items").index(index), context);
    takePath(item, textAt(source, "name"), paths);
  }
}

function takePath(item: JsonValue, shown: string | undefined, paths: ProjectedPaths): void {
  const text = textAt(item, "path");
  if (text !== "") paths.take(text, shown);
}

const MIN_SECONDS = 600;
const MAX_SECONDS = 2 ** 32;

/** Some errors stand at the volume instead of the token. */
function validateToken(token: JsonObject, path: Path, volume: Path, context: PodContext): void {
  const seconds = integerAt(token, "expirationSeconds");
  const at = path.child("expirationSeconds");
  if (seconds === undefined) required(context, at);
  else if (seconds < MIN_SECONDS) invalid(context, at, seconds, "may not specify a duration less than 10 minutes");
  else if (seconds > MAX_SECONDS) invalid(context, at, seconds, "may not specify a duration larger than 2^32 seconds");
  const text = textAt(token, "path");
  if (text === "") required(context, volume.child("path"));
  else if (!hadBadTokenPath(context)) validateNonReservedPath(text, volume.child("path"), context);
  validateFileUser(token.user, path.child("user"), context);
}

/** Mirrors: hasNonLocalProjectedTokenPath, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function hadBadTokenPath(context: PodContext): boolean {
  const quiet = { ...context, errors: [] };
  for (const volume of listAt(context.old, "spec", "volumes")) {
    for (const source of listAt(volume, "projected", "sources")) {
      const token = objectAt(source, "serviceAccountToken");
      validateNonReservedPath(textAt(token, "path"), NOWHERE, quiet);
    }
  }
  return quiet.errors.length > 0;
}

const NOWHERE = Path.of("");
