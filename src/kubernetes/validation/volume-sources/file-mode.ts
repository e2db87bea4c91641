import type { JsonValue } from "../../../model/json.ts";
import type { ValidationContext } from "../context.ts";
import { invalid, invalidEach } from "../errors.ts";
import { isValidId } from "../names.ts";
import type { Path } from "../path.ts";

const MAX_FILE_MODE = 0o777;
const MAX_DIRECTORY_MODE = 0o1777;

/** Permission bits of a file, or of the files of a volume. */
export function validateFileMode(mode: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (typeof mode !== "number" || (mode >= 0 && mode <= MAX_FILE_MODE)) return;
  invalid(context, path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
}

/** … of an emptyDir, which may have the sticky bit. */
export function validateDirectoryMode(mode: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (typeof mode !== "number" || (mode >= 0 && mode <= MAX_DIRECTORY_MODE)) return;
  invalid(context, path, mode, "must be a number between 0 and 01777 (octal), both inclusive");
}

/** Owner of a file. Mirrors: validateUserField, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateFileUser(user: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (typeof user === "number" || typeof user === "bigint") invalidEach(context, path, user, isValidId(user));
}
