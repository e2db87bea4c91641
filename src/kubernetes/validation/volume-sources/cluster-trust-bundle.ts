import { isObject, type JsonObject } from "../../../model/json.ts";
import { textAt } from "../../../model/json-read.ts";
import { goValue } from "../bad-value.ts";
import type { ValidationContext } from "../context.ts";
import { invalid, required } from "../errors.ts";
import { validateLabelSelector } from "../label-selector.ts";
import { isDns1123Subdomain } from "../names.ts";
import type { Path } from "../path.ts";
import { validateFileUser } from "./file-mode.ts";
import { type ProjectedPaths, validateNonReservedPath } from "./projected-paths.ts";
import { requireTexts } from "./required-fields.ts";
import { validateSignerName } from "./signer-name.ts";

/** Mirrors: the clusterTrustBundle part of validateProjectionSources, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateClusterTrustBundle(
  bundle: JsonObject,
  path: Path,
  paths: ProjectedPaths,
  context: ValidationContext,
): void {
  const { name, signerName, labelSelector } = bundle;
  const isNamed = typeof name === "string";
  const isSigned = typeof signerName === "string";
  if (isNamed && isSigned) {
    const shown = goValue("internal/core.ClusterTrustBundleProjection", bundle);
    invalid(context, path, shown, "only one of name and signerName may be used");
  } else if (isNamed) {
    validateName(name, path.child("name"), context);
    if (isObject(labelSelector)) {
      const shown = goValue("meta/v1.LabelSelector", labelSelector);
      invalid(context, path.child("labelSelector"), shown, "labelSelector must be unset if name is specified");
    }
  } else if (isSigned) {
    if (signerName === "") required(context, path.child("signerName"), "must be a valid signer name");
    validateSignerName(signerName, path.child("signerName"), context);
    if (isObject(labelSelector)) validateLabelSelector(labelSelector, path.child("labelSelector"), context);
  } else required(context, path, "either name or signerName must be specified");
  requireTexts(bundle, ["path"], path, context);
  validateFileUser(bundle.user, path.child("user"), context);
  const text = textAt(bundle, "path");
  validateNonReservedPath(text, path.child("path"), context);
  paths.take(text);
}

function validateName(name: string, path: Path, context: ValidationContext): void {
  if (name === "") required(context, path, "must be a valid object name");
  for (const message of nameProblems(name)) {
    invalid(context, path, name, `not a valid clustertrustbundlename: ${message}`);
  }
}

/**
 * A bundle of a signer is called `domain:signer:name`.
 * Mirrors: ValidateClusterTrustBundleName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
function nameProblems(name: string): string[] {
  const colon = name.lastIndexOf(":");
  if (colon < 0) return isDns1123Subdomain(name);
  if (colon === 0) return ['ClusterTrustBundle without signer name must not have ":" in its name'];
  const signer = name.slice(0, colon).replaceAll(":", "/");
  const prefix = `${signer.replaceAll("/", ":")}:`;
  if (name.startsWith(prefix)) return isDns1123Subdomain(name.slice(prefix.length));
  return [`ClusterTrustBundle for signerName ${signer} must be named with prefix ${prefix}`];
}
