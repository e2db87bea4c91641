import type { BadValue, GoValue } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
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

export function duplicate(context: ValidationContext, path: Path, value: BadValue): void {
  push(context, "FieldValueDuplicate", path, `Duplicate value: ${renderBadValue(context, value)}`, "");
}

export function notFound(context: ValidationContext, path: Path, value: BadValue): void {
  push(context, "FieldValueNotFound", path, `Not found: ${renderBadValue(context, value)}`, "");
}

/** `validValues` are shown quoted, in the order given (the server sorts most of its sets: sort before). */
export function notSupported(
  context: ValidationContext,
  path: Path,
  value: BadValue,
  validValues: readonly string[],
): void {
  const detail = validValues.length === 0 ? "" : `supported values: ${validValues.map(quote).join(", ")}`;
  push(context, "FieldValueNotSupported", path, `Unsupported value: ${renderBadValue(context, value)}`, detail);
}

/** Go's `%q`. */
export function quote(text: string): string {
  return JSON.stringify(text);
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

function renderBadValue(_context: ValidationContext, value: BadValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value === "object") return renderGoValue(value);
  return String(value);
}

function renderGoValue(value: GoValue): string {
  return JSON.stringify(value.value);
}
