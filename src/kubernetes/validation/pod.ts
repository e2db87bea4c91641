import type { JsonObject } from "../../model/json.ts";
import { objectAt, textAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { invalid } from "./errors.ts";
import { isDns1123Label, isDns1123Subdomain } from "./names.ts";
import { nameRule, validateObjectMeta } from "./object-meta.ts";
import { Path } from "./path.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const POD_NAME = nameRule(isDns1123Subdomain);

/**
 * What the server says to a Pod that the controller makes: its name, labels, hostname and subdomain.
 * Mirrors: ValidatePodCreate, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validatePodCreate(pod: JsonObject, context: ValidationContext): void {
  validateObjectMeta(objectAt(pod, "metadata"), POD_NAME, METADATA, context);
  for (const field of ["hostname", "subdomain"]) {
    const name = textAt(pod, "spec", field);
    if (name === "") continue;
    for (const message of isDns1123Label(name)) invalid(context, SPEC.child(field), name, message);
  }
}
