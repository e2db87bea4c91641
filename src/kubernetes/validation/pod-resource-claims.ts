import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { textAt, valueAt } from "../../model/json-read.ts";
import { goValue } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { duplicate, forbidden, invalid, invalidEach, required } from "./errors.ts";
import { isDns1123Label, isDns1123Subdomain } from "./names.ts";
import { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const STATIC_POD = "kubernetes.io/config.mirror";
const REFERENCES = ["resourceClaimName", "resourceClaimTemplateName"];

/** Mirrors: validatePodResourceClaims, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodResourceClaims(claims: readonly JsonValue[], path: Path, context: PodContext): void {
  const names = new Set<string>();
  const isStatic = valueAt(context.pod, "annotations", STATIC_POD) !== undefined;
  for (const [index, claim] of claims.entries()) {
    if (isStatic) forbidden(context, Path.of("[]"), "static pods do not support resource claims");
    else {
      const at = path.index(index);
      validateName(textAt(claim, "name"), names, at.child("name"), context);
      validateReferences(isObject(claim) ? claim : {}, at, context);
    }
  }
}

function validateName(name: string, names: Set<string>, path: Path, context: ValidationContext): void {
  if (name === "") required(context, path);
  else if (names.has(name)) duplicate(context, path, name);
  else {
    invalidEach(context, path, name, isDns1123Label(name));
    names.add(name);
  }
}

function validateReferences(claim: JsonObject, path: Path, context: ValidationContext): void {
  const given = REFERENCES.filter((field) => typeof claim[field] === "string");
  const shown = goValue("internal/core.PodResourceClaim", claim);
  if (given.length > 1) {
    const detail = "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified";
    invalid(context, path, shown, detail);
  }
  if (given.length === 0) {
    invalid(context, path, shown, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
  }
  for (const field of given) {
    const name = textAt(claim, field);
    invalidEach(context, path.child(field), name, isDns1123Subdomain(name));
  }
}
