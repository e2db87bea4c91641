import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/** A patch that cannot be made or applied, with the text of the real code. */
export class PatchError extends Error {}

/** Mirrors: ErrNoMergeKey, k8s.io/apimachinery/pkg/util/mergepatch v0.37.0 */
export function noMergeKey(item: JsonObject, mergeKey: string): PatchError {
  return new PatchError(`map: ${goText(item)} does not contain declared merge key: ${mergeKey}`);
}

/** A JSON value as Go's `%v` prints it when numbers were read as float64. */
export function goText(value: JsonValue): string {
  if (value === null) return "<nil>";
  if (typeof value === "number" || typeof value === "bigint") return floatText(Number(value));
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (!isObject(value)) return String(value);
  const entries = Object.keys(value).sort();
  return `map[${entries.map((key) => `${key}:${goText(value[key] ?? null)}`).join(" ")}]`;
}

/** Go's shortest form, which has an exponent from a million on. */
function floatText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}
