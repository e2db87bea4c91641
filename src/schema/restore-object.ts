import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { type ApiType, typeName } from "./api-type.ts";
import { decodeIntOrString, decodeQuantity, decodeTime, Refusal, zeroValue } from "./decode-value.ts";

/**
 * What became of a patched object when the server put it into its types again; `unknown` holds texts such as
 * `unknown field "spec.foo"`, sorted.
 */
export type Restoring =
  | { readonly object: JsonObject; readonly unknown: readonly string[] }
  | { readonly problem: string };

interface State {
  readonly unknown: string[];
}

const NOWHERE = { names: [], struct: "" };

/**
 * Reads a patched object into its API type, as the server does after a strategic merge patch: unlike the decoder of whole objects it converts numbers, and it has texts of its own.
 * Mirrors: FromUnstructuredWithValidation, k8s.io/apimachinery/pkg/runtime v0.37.0
 */
export function restoreObject(type: ApiType, value: JsonObject, fieldValidation = "Strict"): Restoring {
  const state: State = { unknown: [] };
  try {
    const object = restore(state, type, value, "");
    const unknown = state.unknown.sort();
    if (unknown.length > 0 && fieldValidation === "Strict") {
      return { problem: `strict decoding error: ${unknown.join(", ")}` };
    }
    return { object: isObject(object) ? object : {}, unknown };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message };
    throw error;
  }
}

/** `shown` is the type that a refusal names: a named one hides what it stands for. */
function restore(state: State, type: ApiType, value: JsonValue, at: string, shown = type): JsonValue | undefined {
  if (value === null) return undefined;
  switch (type.kind) {
    case "pointer":
      return restore(state, type.of, value, at);
    case "named":
      return restore(state, type.of, value, at, type);
    case "basic":
      return restoreBasic(type.name, value, typeName(shown));
    case "struct":
      if (!isObject(value)) throw new Refusal(`cannot restore struct from: ${goKind(value)}`);
      return restoreStruct(state, type, value, at);
    case "list":
      if (!Array.isArray(value)) throw new Refusal(`cannot restore slice from ${goKind(value)}`);
      return value.map((item, index) => restore(state, type.of, item, `${at}[${index}]`) ?? zeroValue(type.of));
    case "map":
      if (!isObject(value)) throw new Refusal(`cannot restore map from ${goKind(value)}`);
      return restoreMap(state, type.of, value, at);
    case "quantity":
      return decodeQuantity(value);
    case "int-or-string":
      return decodeIntOrString(value, NOWHERE);
    case "time":
    case "micro-time":
      return decodeTime(type.kind, value, NOWHERE);
    case "raw":
      return value;
  }
}

function restoreStruct(
  state: State,
  type: Extract<ApiType, { kind: "struct" }>,
  value: JsonObject,
  at: string,
): JsonObject {
  const object: JsonObject = {};
  for (const field of type.fields.values()) {
    const given = value[field.name];
    if (given === undefined) continue;
    const restored = restore(state, field.type, given, at === "" ? field.name : `${at}.${field.name}`);
    if (restored !== undefined) object[field.name] = restored;
  }
  for (const key of Object.keys(value)) {
    if (!type.fields.has(key)) state.unknown.push(`unknown field "${at === "" ? key : `${at}.${key}`}"`);
  }
  return object;
}

function restoreMap(state: State, of: ApiType, value: JsonObject, at: string): JsonObject {
  const entries = Object.entries(value).map(([key, inner]) => [key, restore(state, of, inner, at) ?? zeroValue(of)]);
  return Object.fromEntries(entries);
}

const INTEGER_BITS: Readonly<Record<string, number>> = { int32: 32, int64: 64, int: 64 };

/** Go converts between numbers, even where they do not fit. */
function restoreBasic(name: string, value: JsonValue, shown: string): JsonValue {
  const kind = goKind(value);
  if (kind === "string" || kind === "bool") {
    if (kind === name) return value;
    throw new Refusal(`unrecognized type: ${name}`);
  }
  if (typeof value !== "number" && typeof value !== "bigint") throw new Refusal(`unrecognized type: ${name}`);
  if (name === "float64") return value;
  if (name === "bool" || (name === "string" && kind === "float64")) throw new Refusal(`unrecognized type: ${name}`);
  const bits = INTEGER_BITS[name];
  if (bits === undefined || (typeof value === "number" && !Number.isInteger(value))) {
    throw new Refusal(`cannot convert ${kind} to ${shown}`);
  }
  const fitted = BigInt.asIntN(bits, BigInt(value));
  return Number.isSafeInteger(Number(fitted)) ? Number(fitted) : fitted;
}

function goKind(value: JsonValue): string {
  if (Array.isArray(value)) return "slice";
  if (isObject(value)) return "map";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  return typeof value === "bigint" || Number.isInteger(value) ? "int64" : "float64";
}
