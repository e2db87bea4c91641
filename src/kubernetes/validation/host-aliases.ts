import type { JsonValue } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { validateAddress } from "./addresses.ts";
import type { ValidationContext } from "./context.ts";
import { invalidEach } from "./errors.ts";
import { isDns1123Subdomain } from "./names.ts";
import type { Path } from "./path.ts";

/** Mirrors: ValidateHostAliases, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostAliases(aliases: readonly JsonValue[], path: Path, context: ValidationContext): void {
  for (const [index, alias] of aliases.entries()) {
    const at = path.index(index);
    validateAddress(textAt(alias, "ip"), at.child("ip"), context);
    for (const [position, name] of listAt(alias, "hostnames").map(String).entries()) {
      invalidEach(context, at.child("hostnames").index(position), name, isDns1123Subdomain(name));
    }
  }
}
