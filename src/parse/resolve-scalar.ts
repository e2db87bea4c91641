import type { JsonValue } from "../model/json.ts";
import { YamlProblem } from "./cursor.ts";
import type { YamlNode } from "./yaml-node.ts";

const PREFIX = "tag:yaml.org,2002:";
const STR = `${PREFIX}str`;
const BOOL = `${PREFIX}bool`;
const INT = `${PREFIX}int`;
const FLOAT = `${PREFIX}float`;
const NULL = `${PREFIX}null`;
const TIMESTAMP = `${PREFIX}timestamp`;
const BINARY = `${PREFIX}binary`;
const MERGE = `${PREFIX}merge`;

const RESOLVABLE = new Set([STR, BOOL, INT, FLOAT, NULL, TIMESTAMP]);

interface Resolved {
  readonly tag: string;
  readonly value: JsonValue;
}

function words(texts: readonly string[], tag: string, value: JsonValue): [string, Resolved][] {
  return texts.map((text) => [text, { tag, value }]);
}

/** Values by their exact spelling; any other mix of cases is a string. */
const WORDS: ReadonlyMap<string, Resolved> = new Map([
  ...words(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"], BOOL, true),
  ...words(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"], BOOL, false),
  ...words(["", "~", "null", "Null", "NULL"], NULL, null),
  ...words([".nan", ".NaN", ".NAN"], FLOAT, Number.NaN),
  ...words([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"], FLOAT, Number.POSITIVE_INFINITY),
  ...words(["-.inf", "-.Inf", "-.INF"], FLOAT, Number.NEGATIVE_INFINITY),
]);

const STYLE_FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|(0[0-7]+)|([1-9][0-9]*|0))$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** True for the key that merges another map into this one. */
export function isMergeKey(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === "<<" && (node.isImplicit || node.tag === MERGE);
}

/**
 * What a scalar means in the dialect of Kubernetes (YAML 1.1 as go-yaml v2 reads it): `yes` is true, `0777` is 511,
 * `12:30` and dates are strings. Integers beyond ±2^53 are bigint.
 * Throws `YamlProblem` when a tag asks for what the text is not.
 * Mirrors: decoder.scalar, resolve, go.yaml.in/yaml/v2 v2.4.4
 */
export function resolveScalar(node: YamlNode): JsonValue {
  const { tag, value } = node;
  if (tag === "") return node.isImplicit ? resolvePlain(value).value : value;
  if (tag === BINARY) return decodeBinary(node);
  if (tag === STR || !RESOLVABLE.has(tag)) return value;
  const resolved = resolvePlain(value);
  if (tag === resolved.tag) return resolved.value;
  if (tag === TIMESTAMP && DATE.test(value)) return value;
  if (tag === FLOAT && resolved.tag === INT && BigInt(Number(resolved.value)) <= MAX_INT64)
    return Number(resolved.value);
  return fail(node, `cannot decode ${shortTag(resolved.tag)} \`${value}\` as a ${shortTag(tag)}`);
}

const PLUS = 43;
const MINUS = 45;
const DOT = 46;

/** Only a sign, a digit, a dot or the first letter of a known word can begin anything but a string. */
function resolvePlain(text: string): Resolved {
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === PLUS || first === MINUS) return resolveNumber(text);
  if (first === DOT && DOT_FLOAT.test(text) && Number.isFinite(Number(text)))
    return { tag: FLOAT, value: Number(text) };
  return (text.length <= 5 && WORDS.get(text)) || { tag: STR, value: text };
}

function resolveNumber(text: string): Resolved {
  const word = text.length <= 5 ? WORDS.get(text) : undefined;
  if (word) return word;
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const integer = parseInteger(plain);
  if (integer !== undefined) return { tag: INT, value: integer };
  if (STYLE_FLOAT.test(plain) && Number.isFinite(Number(plain))) return { tag: FLOAT, value: Number(plain) };
  return { tag: STR, value: text };
}

/** As Go's ParseInt and ParseUint with base 0; undefined when the text is no integer of 64 bits. */
function parseInteger(text: string): number | bigint | undefined {
  const match = INTEGER.exec(text);
  if (!match) return undefined;
  const [, sign = "", hex, octal, binary, old, decimal] = match;
  const digits = decimal ?? prefixed({ hex, octal: octal ?? old?.slice(1), binary });
  if (digits.length <= 15) return Number(digits) * (sign === "-" ? -1 : 1) || 0;
  const value = sign === "-" ? -BigInt(digits) : BigInt(digits);
  if (value < MIN_INT64 || value > (sign === "" ? MAX_UINT64 : MAX_INT64)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function prefixed(digits: { hex: string | undefined; octal: string | undefined; binary: string | undefined }): string {
  if (digits.hex !== undefined) return `0x${digits.hex}`;
  return digits.octal !== undefined ? `0o${digits.octal}` : `0b${digits.binary}`;
}

function decodeBinary(node: YamlNode): string {
  const text = node.value.replaceAll(/[\r\n]/g, "");
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    return fail(node, "!!binary value contains invalid base64 data");
  }
  const bytes: number[] = [];
  let bits = 0;
  let width = 0;
  for (const char of text.replaceAll("=", "")) {
    bits = (bits << 6) | BASE64.indexOf(char);
    width += 6;
    if (width < 8) continue;
    width -= 8;
    bytes.push((bits >> width) & 0xff);
    bits &= (1 << width) - 1;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function shortTag(tag: string): string {
  return tag.startsWith(PREFIX) ? `!!${tag.slice(PREFIX.length)}` : tag;
}

function fail(node: YamlNode, message: string): never {
  throw new YamlProblem("decoder", message, { line: node.line, offset: node.start });
}
