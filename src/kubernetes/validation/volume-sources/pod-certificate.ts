import type { JsonObject } from "../../../model/json.ts";
import { numberAt, objectAt, textAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { invalid, notSupported, required, tooLong } from "../errors.ts";
import { byteLength, isQualifiedName } from "../names.ts";
import { MAX_ANNOTATIONS } from "../object-meta.ts";
import type { Path } from "../path.ts";
import { validateFileUser } from "./file-mode.ts";
import { type ProjectedPaths, validateNonReservedPath } from "./projected-paths.ts";
import { isKubernetesSigner, validateSignerName } from "./signer-name.ts";

const KEY_TYPES = ["RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"];
const MIN_SECONDS = 3600;
const MAX_SECONDS = 91 * 24 * 3600;
const MAX_KUBERNETES_SECONDS = 24 * 3600;
const PATHS = ["credentialBundlePath", "keyPath", "certificateChainPath"];

/** Mirrors: the podCertificate part of validateProjectionSources, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodCertificate(
  certificate: JsonObject,
  path: Path,
  paths: ProjectedPaths,
  context: ValidationContext,
): void {
  const signer = textAt(certificate, "signerName");
  validateSignerName(signer, path.child("signerName"), context);
  validateUserAnnotations(objectAt(certificate, "userAnnotations"), path.child("userAnnotations"), context);
  validateFileUser(certificate.user, path.child("user"), context);
  const keyType = textAt(certificate, "keyType");
  if (!KEY_TYPES.includes(keyType)) notSupported(context, path.child("keyType"), keyType, KEY_TYPES);
  validateExpiration(certificate, signer, path.child("maxExpirationSeconds"), context);
  const used = PATHS.filter((field) => textAt(certificate, field) !== "");
  for (const field of used) {
    const text = textAt(certificate, field);
    validateNonReservedPath(text, path.child(field), context);
    paths.take(text);
  }
  if (used.length > 0) return;
  required(context, path, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath");
}

function validateExpiration(certificate: JsonObject, signer: string, path: Path, context: ValidationContext): void {
  const seconds = numberAt(certificate, "maxExpirationSeconds");
  if (seconds === undefined) return;
  const max = isKubernetesSigner(signer) ? MAX_KUBERNETES_SECONDS : MAX_SECONDS;
  if (seconds < MIN_SECONDS) {
    invalid(context, path, seconds, `if provided, maxExpirationSeconds must be >= ${MIN_SECONDS}`);
  }
  if (seconds > max) invalid(context, path, seconds, `if provided, maxExpirationSeconds must be <= ${max}`);
}

/** Mirrors: ValidateUserAnnotations, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateUserAnnotations(annotations: JsonObject, path: Path, context: ValidationContext): void {
  let size = 0;
  for (const [name, value] of Object.entries(annotations).sort()) {
    const key = name.toLowerCase();
    validatePrefixedKey(key, path, context);
    size += byteLength(name) + byteLength(String(value));
  }
  if (size > MAX_ANNOTATIONS) tooLong(context, path, MAX_ANNOTATIONS);
}

/** Mirrors: IsDomainPrefixedKey, k8s.io/apimachinery/pkg/util/validation v0.37.0 */
function validatePrefixedKey(key: string, path: Path, context: ValidationContext): void {
  if (key === "") {
    required(context, path);
    return;
  }
  const messages = isQualifiedName(key, context.version.behaviour.labelLengthUnit);
  for (const message of messages) invalid(context, path, key, message);
  if (messages.length > 0 || key.includes("/")) return;
  invalid(context, path, key, 'must be a domain-prefixed key (such as "acme.io/foo")');
}
