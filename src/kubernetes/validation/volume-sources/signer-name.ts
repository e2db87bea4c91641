import type { ValidationContext } from "../context.ts";
import { invalid, required, tooLong } from "../errors.ts";
import { quoteGo } from "../go-value-text.ts";
import { byteLength, isDns1123Label, isDns1123Subdomain, MAX_LABEL, MAX_SUBDOMAIN } from "../names.ts";
import type { Path } from "../path.ts";

const MAX_SIGNER = MAX_SUBDOMAIN + MAX_SUBDOMAIN + MAX_LABEL + 2;

/** Mirrors: ValidateSignerName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSignerName(signer: string, path: Path, context: ValidationContext): void {
  if (signer === "") {
    required(context, path);
    return;
  }
  const [domain = "", name, rest] = signer.split("/");
  if (name === undefined || rest !== undefined) {
    const detail = "must be a fully qualified domain and path of the form 'example.com/signer-name'";
    invalid(context, path, signer, detail);
    return;
  }
  if (byteLength(domain) > MAX_SUBDOMAIN) tooLong(context, path, MAX_SUBDOMAIN);
  validateParts(domain, isDns1123Label, path, context);
  if (!domain.includes(".")) {
    invalid(context, path, domain, "should be a domain with at least two segments separated by dots");
  }
  validateParts(name, isDns1123Subdomain, path, context);
  if (byteLength(signer) > MAX_SIGNER) tooLong(context, path, MAX_SIGNER);
}

/** The first part between dots that is wrong. */
function validateParts(text: string, rule: (part: string) => string[], path: Path, context: ValidationContext): void {
  for (const part of text.split(".")) {
    const messages = rule(part);
    for (const message of messages) invalid(context, path, text, `validating label ${quoteGo(part)}: ${message}`);
    if (messages.length > 0) return;
  }
}

/** Mirrors: IsKubernetesSignerName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function isKubernetesSigner(signer: string): boolean {
  const [host = ""] = signer.split("/");
  return host === "kubernetes.io" || host.endsWith(".kubernetes.io");
}
