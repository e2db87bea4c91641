import type { JsonObject, JsonValue } from "../model/json.ts";
import { YamlProblem } from "./cursor.ts";
import { goSyntax } from "./go-syntax.ts";
import { isMergeKey, resolveScalar } from "./resolve-scalar.ts";
import type { YamlNode } from "./yaml-node.ts";

/* Bounds against documents that grow by aliases: allowed share of work done for them, by the amount of work. */
const SMALL_DOCUMENT = 400_000;
const LARGE_DOCUMENT = 4_000_000;

interface Decoding {
  count: number;
  aliasCount: number;
  aliasDepth: number;
  readonly active: Set<YamlNode>;
}

/**
 * The JSON value of a document, as Kubernetes' readers make it: merge keys laid in at their place, the last of
 * equal keys wins, keys turned into text. Keys keep the author's order. Throws `YamlProblem`.
 * Mirrors: decoder.unmarshal, go.yaml.in/yaml/v2 v2.4.4; convertToJSONableObject, sigs.k8s.io/yaml v1.6.0
 */
export function nodeToJson(root: YamlNode): JsonValue {
  const decoding: Decoding = { count: 0, aliasCount: 0, aliasDepth: 0, active: new Set() };
  return decode(decoding, root);
}

function decode(decoding: Decoding, node: YamlNode): JsonValue {
  countWork(decoding, node);
  if (node.kind === "scalar") return checkNumber(resolveScalar(node), node);
  if (node.kind === "alias") return decodeAlias(decoding, node);
  if (node.kind === "mapping") {
    const object: JsonObject = {};
    decodeMapping(decoding, node, object);
    return object;
  }
  const list: JsonValue[] = [];
  for (const child of node.children) list.push(decode(decoding, child));
  return list;
}

function decodeMapping(decoding: Decoding, node: YamlNode, into: JsonObject): void {
  const { children } = node;
  for (let i = 0; i < children.length; i += 2) {
    const key = children[i];
    const value = children[i + 1];
    if (!key || !value) break;
    if (isMergeKey(key)) merge(decoding, value, into);
    else {
      const text = decodeKey(decoding, key);
      const decoded = decode(decoding, value);
      if (typeof text === "string") setKey(into, text, decoded);
      else fail(key, `unsupported map key of type: ${text.unsupported}, value: ${goSyntax(decoded)}`, "converter");
    }
  }
}

function setKey(into: JsonObject, key: string, value: JsonValue): void {
  if (key === "__proto__")
    Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  else into[key] = value;
}

/** The key as text, or how Go names a key that JSON cannot have. */
function decodeKey(decoding: Decoding, node: YamlNode): string | { readonly unsupported: string } {
  if (node.kind === "scalar" && (!node.isImplicit || isPlainWord(node.value)) && node.tag === "") {
    countWork(decoding, node);
    return node.value;
  }
  const key = node.kind === "scalar" ? resolveAndCount(decoding, node) : decode(decoding, node);
  if (typeof key === "string") return key;
  if (typeof key === "boolean") return String(key);
  if (typeof key === "bigint") {
    return key < 2n ** 63n ? key.toString() : { unsupported: `uint64, key: 0x${key.toString(16)}` };
  }
  if (typeof key === "number") return Number.isInteger(key) && !isFloatText(node) ? String(key) : formatFloat32(key);
  if (key === null) return { unsupported: "%!s(<nil>), key: <nil>" };
  return fail(node, `invalid map key: ${goSyntax(key)}`, "decoder");
}

function resolveAndCount(decoding: Decoding, node: YamlNode): JsonValue {
  countWork(decoding, node);
  return resolveScalar(node);
}

/** A text that no rule turns into anything but itself: most keys. */
function isPlainWord(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.length > 5 && ((first >= 97 && first <= 122) || (first >= 65 && first <= 90));
}

function isFloatText(node: YamlNode): boolean {
  return /[.eEnN]/.test(node.value) && !/^[-+]?0[xX]/.test(node.value);
}

/** Go's shortest decimal form (`%g`) of a number rounded to 32 bits. */
function formatFloat32(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  const rounded = Math.fround(value);
  if (rounded === 0) return Object.is(rounded, -0) ? "-0" : "0";
  let digits = rounded.toExponential();
  for (let precision = 0; precision <= 9; precision++) {
    digits = rounded.toExponential(precision);
    if (Math.fround(Number(digits)) === rounded) break;
  }
  const [mantissa = "0", exponentText = "0"] = digits.split("e");
  const exponent = Number(exponentText);
  const trimmed = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  if (exponent < -4 || exponent >= 21) {
    const sign = exponent < 0 ? "-" : "+";
    return `${trimmed}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  return exponent >= 21 ? digits : String(Number(`${trimmed}e${exponent}`));
}

function decodeAlias(decoding: Decoding, node: YamlNode): JsonValue {
  const target = enterAlias(decoding, node);
  const value = decode(decoding, target);
  leaveAlias(decoding, node);
  return value;
}

function enterAlias(decoding: Decoding, node: YamlNode): YamlNode {
  if (decoding.active.has(node)) fail(node, `anchor '${node.value}' value contains itself`, "decoder");
  decoding.active.add(node);
  decoding.aliasDepth++;
  return node.target ?? node;
}

function leaveAlias(decoding: Decoding, node: YamlNode): void {
  decoding.aliasDepth--;
  decoding.active.delete(node);
}

const NO_MAP = "map merge requires map or sequence of maps as the value";

/** Of a list of maps the first one wins, so it is laid in last. */
function merge(decoding: Decoding, node: YamlNode, into: JsonObject): void {
  if (node.kind === "sequence") {
    for (const child of [...node.children].reverse()) {
      if (child.kind === "sequence") fail(child, NO_MAP, "decoder");
      merge(decoding, child, into);
    }
    return;
  }
  countWork(decoding, node);
  if (node.kind === "mapping") return decodeMapping(decoding, node, into);
  if (node.kind !== "alias" || node.target?.kind !== "mapping") return fail(node, NO_MAP, "decoder");
  const target = enterAlias(decoding, node);
  countWork(decoding, target);
  decodeMapping(decoding, target, into);
  leaveAlias(decoding, node);
}

function countWork(decoding: Decoding, node: YamlNode): void {
  decoding.count++;
  if (decoding.aliasDepth === 0) return;
  decoding.aliasCount++;
  if (decoding.aliasCount <= 100 || decoding.count <= 1000) return;
  if (decoding.aliasCount / decoding.count > allowedAliasShare(decoding.count)) {
    fail(node, "document contains excessive aliasing", "decoder");
  }
}

function allowedAliasShare(count: number): number {
  if (count <= SMALL_DOCUMENT) return 0.99;
  if (count >= LARGE_DOCUMENT) return 0.1;
  return 0.99 - 0.89 * ((count - SMALL_DOCUMENT) / (LARGE_DOCUMENT - SMALL_DOCUMENT));
}

/** JSON has no infinity: the conversion of the whole document fails. */
function checkNumber(value: JsonValue, node: YamlNode): JsonValue {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  const names: Record<string, string> = { Infinity: "+Inf", "-Infinity": "-Inf" };
  return fail(node, `json: unsupported value: ${names[String(value)] ?? "NaN"}`, "converter");
}

function fail(node: YamlNode, message: string, origin: "decoder" | "converter"): never {
  throw new YamlProblem(origin, message, { line: node.line, offset: node.start });
}
