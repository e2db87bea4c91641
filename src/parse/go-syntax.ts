import type { JsonValue } from "../model/json.ts";

/** A decoded YAML value as Go's `%#v` shows it; two messages of the reader quote values so. */
export function goSyntax(value: JsonValue): string {
  if (value === null) return "interface {}(nil)";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return value >= 2n ** 63n ? `0x${value.toString(16)}` : value.toString();
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] ?? null)}`);
  return `map[interface {}]interface {}{${entries.join(", ")}}`;
}
