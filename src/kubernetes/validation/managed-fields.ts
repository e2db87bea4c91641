import type { JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { invalid, notSupported, required, tooLong } from "./errors.ts";
import { byteLength } from "./names.ts";
import type { Path } from "./path.ts";

const LONGEST_MANAGER = 128;
const LONGEST_SUBRESOURCE = 256;
const OPERATIONS = ["Apply", "Update"];

/**
 * What a dumped manifest says of field managers.
 * Mirrors: ValidateManagedFields, k8s.io/apimachinery/pkg/apis/meta/v1/validation v0.30.14 and v0.37.0
 */
export function validateManagedFields(entries: readonly JsonValue[], path: Path, context: ValidationContext): void {
  for (const [index, entry] of entries.entries()) {
    const at = path.index(index);
    validateOperation(textAt(entry, "operation"), at.child("operation"), context);
    const type = textAt(entry, "fieldsType");
    if (type !== "" && type !== "FieldsV1") invalid(context, at.child("fieldsType"), type, "must be `FieldsV1`");
    validateManager(textAt(entry, "manager"), at.child("manager"), context);
    if (byteLength(textAt(entry, "subresource")) > LONGEST_SUBRESOURCE) {
      tooLong(context, at.child("subresource"), LONGEST_SUBRESOURCE);
    }
  }
}

function validateOperation(operation: string, path: Path, context: ValidationContext): void {
  if (OPERATIONS.includes(operation)) return;
  if (context.version.behaviour.emptyOwnerField !== "required") {
    invalid(context, path, operation, "must be `Apply` or `Update`");
  } else if (operation === "") required(context, path, "must not be empty");
  else notSupported(context, path, operation, OPERATIONS);
}

function validateManager(manager: string, path: Path, context: ValidationContext): void {
  if (byteLength(manager) > LONGEST_MANAGER) tooLong(context, path, LONGEST_MANAGER);
  let position = 0;
  for (const character of manager) {
    if (/[\p{C}\p{Z}]/u.test(character) && character !== " ") {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      invalid(context, path, manager, `invalid character U+${code} (at position ${position})`);
    }
    position += byteLength(character);
  }
}
