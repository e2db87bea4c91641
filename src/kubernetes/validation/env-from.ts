import { isObject, type JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { invalid, invalidEach, required } from "./errors.ts";
import { isDns1123Subdomain, isEnvVarName, maskTrailingDash } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const SOURCES = ["configMapRef", "secretRef"];

/** Mirrors: ValidateEnvFrom, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateEnvFrom(variables: readonly JsonValue[], path: Path, context: PodContext): void {
  for (const [index, item] of variables.entries()) {
    const at = path.index(index);
    const prefix = textAt(item, "prefix");
    if (prefix !== "") {
      const messages = isEnvVarName(prefix, context.version.behaviour.relaxedEnvNames);
      invalidEach(context, at.child("prefix"), prefix, messages);
    }
    const count = validateSources(item, at, context);
    if (count === 0) invalid(context, path, "", "must specify one of: `configMapRef` or `secretRef`");
    else if (count > 1) invalid(context, path, "", "may not have more than one field specified at a time");
  }
}

function validateSources(item: JsonValue, path: Path, context: PodContext): number {
  let count = 0;
  for (const field of SOURCES) {
    const source = isObject(item) ? item[field] : undefined;
    if (!isObject(source)) continue;
    count++;
    const name = textAt(source, "name");
    const at = path.child(field).child("name");
    if (name === "") required(context, at);
    // The server takes the name for the beginning of one, which may end with a dash.
    else invalidEach(context, at, name, isDns1123Subdomain(maskTrailingDash(name)));
  }
  return count;
}
