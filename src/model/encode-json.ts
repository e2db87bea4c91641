import type { JsonValue } from "./json.ts";

/**
 * JSON as Go's encoder writes it: keys sorted by bytes, no white space, `<`, `>`, `&` and the two line separators escaped.
 * Mirrors: json.Marshal, encoding/json of Go 1.26
 */
export function encodeJson(value: JsonValue): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return encodeText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map(encodeJson).join(",")}]`;
  const keys = Object.keys(value).sort(compareBytes);
  return `{${keys.map((key) => `${encodeText(key)}:${encodeJson(value[key] ?? null)}`).join(",")}}`;
}

/** Order of the UTF-8 forms: as code points, which UTF-16 order is not beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const isHigh = (code: number) => code >= 0xd800 && code <= 0xdfff;
    if (isHigh(x) !== isHigh(y)) return isHigh(x) ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

const ESCAPED = /[<>&\u2028\u2029]/g;

function encodeText(text: string): string {
  const encoded = JSON.stringify(text).replaceAll("\\u007f", "\x7f");
  return encoded.replaceAll(ESCAPED, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
