import type { JsonValue } from "../../model/json.ts";

/** A value as Go's `%v` prints it; what is not there is the empty text. */
export function goValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? `[${value.map(goValue).join(" ")}]` : String(value);
}

export function isTrue(value: JsonValue | undefined): boolean {
  return value === true;
}

export function orText(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
