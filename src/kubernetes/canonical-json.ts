import { isObject, type JsonValue } from "../model/json.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** JSON text as Go writes a map: keys in byte order, no blanks, and the characters escaped that HTML minds. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isObject(value)) {
    const entries = Object.keys(value).sort(compareUtf8);
    return `{${entries.map((key) => `${text(key)}:${canonicalJson(value[key] ?? null)}`).join(",")}}`;
  }
  if (typeof value === "string") return text(value);
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

function text(value: string): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => ESCAPES[character] ?? character);
}

/** UTF-8 byte order, which differs from the order of UTF-16 units only where surrogates meet the last BMP rows. */
function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
