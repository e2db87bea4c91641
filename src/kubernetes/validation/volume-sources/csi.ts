import { isObject, type JsonObject } from "../../../model/json.ts";
import { textAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { invalidEach, required, tooLong } from "../errors.ts";
import { byteLength, isDns1123Subdomain, MAX_LABEL } from "../names.ts";
import type { Path } from "../path.ts";

/** Mirrors: validateCSIVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateCsi(source: JsonObject, path: Path, context: ValidationContext): void {
  validateDriverName(textAt(source, "driver"), path.child("driver"), context);
  const secret = source.nodePublishSecretRef;
  if (!isObject(secret)) return;
  const name = textAt(secret, "name");
  if (name === "") required(context, path.child("nodePublishSecretRef").child("name"));
  else invalidEach(context, path.child("name"), name, isDns1123Subdomain(name));
}

/** Mirrors: ValidateCSIDriverName, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
function validateDriverName(name: string, path: Path, context: ValidationContext): void {
  if (name === "") {
    required(context, path);
    if (!context.version.behaviour.checksFormOfEmptyDriver) return;
  }
  if (byteLength(name) > MAX_LABEL) tooLong(context, path, MAX_LABEL);
  invalidEach(context, path, name, isDns1123Subdomain(name.toLowerCase()));
}
