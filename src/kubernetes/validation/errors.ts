import { type BadValue, RESOURCE_NAME } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { goJson, goSyntaxText, quoteGo } from "./go-value-text.ts";
import type { Path } from "./path.ts";

/*
 * Constructors of field errors. Mirrors field.Required, field.Invalid … and Error.ErrorBody,
 * k8s.io/apimachinery/pkg/util/validation/field v0.37.0.
 */

export function required(context: ValidationContext, path: Path, detail = ""): void {
  push(context, "FieldValueRequired", path, "Required value", detail);
}

export function forbidden(context: ValidationContext, path: Path, detail: string): void {
  push(context, "FieldValueForbidden", path, "Forbidden", detail);
}

export function invalid(context: ValidationContext, path: Path, value: BadValue, detail: string): void {
  push(context, "FieldValueInvalid", path, `Invalid value: ${renderBadValue(context, value)}`, detail);
}

/** One error for each message of a rule such as those of `names.ts`. */
export function invalidEach(
  context: ValidationContext,
  path: Path,
  value: BadValue,
  messages: readonly string[],
): void {
  for (const message of messages) invalid(context, path, value, message);
}

/** Mirrors: ValidateNonnegativeField, k8s.io/apimachinery/pkg/api/validation v0.37.0 */
export function nonNegative(value: number | bigint | undefined, path: Path, context: ValidationContext): void {
  if (value !== undefined && value < 0) invalid(context, path, value, "must be greater than or equal to 0");
}

export function duplicate(context: ValidationContext, path: Path, value: BadValue): void {
  push(context, "FieldValueDuplicate", path, `Duplicate value: ${renderBadValue(context, value)}`, "");
}

export function notFound(context: ValidationContext, path: Path, value: BadValue, detail = ""): void {
  push(context, "FieldValueNotFound", path, `Not found: ${renderBadValue(context, value)}`, detail);
}

/** `validValues` are shown quoted, in the order given (the server sorts most of its sets: sort before). */
export function notSupported(
  context: ValidationContext,
  path: Path,
  value: BadValue,
  validValues: readonly string[],
): void {
  const detail = validValues.length === 0 ? "" : `supported values: ${validValues.map(quoteGo).join(", ")}`;
  push(context, "FieldValueNotSupported", path, `Unsupported value: ${renderBadValue(context, value)}`, detail);
}

export function tooLong(context: ValidationContext, path: Path, max: number): void {
  const { tooLongWording } = context.version.behaviour;
  push(context, "FieldValueTooLong", path, "Too long", `${tooLongWording} ${max} bytes`);
}

/** The same rule, which servers up to 1.31 word differently. Mirrors: field.TooLongMaxLength */
export function longerThan(context: ValidationContext, path: Path, max: number): void {
  if (context.version.behaviour.tooLongWording === "may not be more than") tooLong(context, path, max);
  else push(context, "FieldValueTooLong", path, "Too long", `may not be longer than ${max}`);
}

export function tooMany(context: ValidationContext, path: Path, actual: number, max: number): void {
  push(
    context,
    "FieldValueTooMany",
    path,
    `Too many: ${actual}`,
    `must have at most ${max} ${max === 1 ? "item" : "items"}`,
  );
}

export function typeInvalid(context: ValidationContext, path: Path, value: BadValue, detail: string): void {
  push(context, "FieldValueTypeInvalid", path, `Invalid value: ${renderBadValue(context, value)}`, detail);
}

function push(
  context: ValidationContext,
  type: Parameters<ValidationContext["errors"]["push"]>[0]["type"],
  path: Path,
  body: string,
  detail: string,
): void {
  context.errors.push({ type, field: path.toString(), text: detail === "" ? body : `${body}: ${detail}` });
}

function renderBadValue({ version }: ValidationContext, value: BadValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return quoteGo(value);
  if (typeof value !== "object") return String(value);
  if (!version.behaviour.showsValuesAsJson && value.goType === RESOURCE_NAME) return String(value.value);
  const render = version.behaviour.showsValuesAsJson ? goJson : goSyntaxText;
  return render(value.goType, value.value, version.minor);
}
