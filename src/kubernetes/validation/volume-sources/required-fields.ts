import type { JsonObject } from "../../../model/json.ts";
import { textAt } from "../../../model/json-read.ts";
import type { ValidationContext } from "../context.ts";
import { required } from "../errors.ts";
import type { Path } from "../path.ts";

/** One error for each text field that is missing or empty. */
export function requireTexts(
  source: JsonObject,
  fields: readonly string[],
  path: Path,
  context: ValidationContext,
): void {
  for (const field of fields) if (textAt(source, field) === "") required(context, path.child(field));
}

/** A reference to a Secret that is there must name it. */
export function requireSecretName(source: JsonObject, path: Path, context: ValidationContext): void {
  const { secretRef } = source;
  if (secretRef === undefined || secretRef === null) return;
  if (textAt(secretRef, "name") === "") required(context, path.child("secretRef").child("name"));
}
