import type { FieldPath } from "../model/field-path.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { type ApiType, apiTypes, objectType, typeName } from "./api-type.ts";
import { DecodePlace } from "./decode-place.ts";
import {
  decodeIntOrString,
  decodeQuantity,
  decodeTime,
  INTEGER_BOUNDS,
  mismatchText,
  numberText,
  Refusal,
  zeroValue,
} from "./decode-value.ts";

/** A field that the type does not have. */
export interface UnknownField {
  readonly at: FieldPath;
  /** Fields that the type has at this place. */
  readonly known: readonly string[];
}

export interface Decoding {
  /** Known fields with values of their types, quantities in their canonical form; undefined when the decoder gives up. */
  readonly object: JsonObject | undefined;
  /** The message of the 400 answer; undefined when all is well. */
  readonly error: string | undefined;
  /** Its single errors when only strictness is hurt; the object can then still be looked at. */
  readonly strict: readonly string[];
  /** Told by the server only when nothing worse is wrong. */
  readonly unknown: readonly UnknownField[];
}

interface State {
  readonly strict: string[];
  readonly unknown: UnknownField[];
  /** The first mismatch of types; decoding goes on after it. */
  mismatch: string | undefined;
  /** What a type with a JSON form of its own refuses; the real decoder goes no further. */
  refusal: string | undefined;
}

/** The decoder keeps no more. */
const MOST_STRICT_ERRORS = 100;

/**
 * Decodes an object as the API server does under strict field validation. `version` is a name such as `1.37.0`.
 * Objects of kinds without recorded types come back as they are. Never throws.
 * Mirrors: decodeState of sigs.k8s.io/json (2022-11-16 and 2025-07-30); transformDecodeError, k8s.io/apiserver v0.37.0
 */
export function decodeObject(value: JsonObject, version: string): Decoding {
  const minor = Number(version.split(".")[1]);
  const { apiVersion, kind } = value;
  const type = objectType(apiTypes(minor), `${String(apiVersion)} ${String(kind)}`);
  if (!type) return { object: value, error: undefined, strict: [], unknown: [] };
  const state: State = { strict: [], unknown: [], mismatch: undefined, refusal: undefined };
  const refuse = (reason: string): string => {
    const group = String(apiVersion);
    return `${String(kind)} in version ${JSON.stringify(group.slice(group.indexOf("/") + 1))} cannot be handled as a ${String(kind)}: ${reason}`;
  };
  const object = decodeStruct(state, type, value, DecodePlace.root(minor >= EMBEDDED_NAMED_FROM));
  const { strict, unknown } = state;
  const given = state.refusal ?? state.mismatch;
  if (given !== undefined) return { object: undefined, error: refuse(given), strict: [], unknown };
  const error = strict.length > 0 ? refuse(`strict decoding error: ${strict.join(", ")}`) : undefined;
  return { object, error, strict, unknown };
}

/** From this minor on the decoder's errors name embedded structs (`Probe.….ProbeHandler.exec`). */
const EMBEDDED_NAMED_FROM = 35;

function decodeStruct(
  state: State,
  type: Extract<ApiType, { kind: "struct" }>,
  value: JsonObject,
  place: DecodePlace,
): JsonObject {
  const object: JsonObject = {};
  const structName = type.name.slice(type.name.lastIndexOf(".") + 1);
  for (const key of sortedKeys(value)) {
    const field = type.fields.get(key);
    if (!field) {
      unknownField(state, type, key, place);
      continue;
    }
    const decoded = decode(state, field.type, value[key] ?? null, place.ofField(field, structName));
    if (decoded !== undefined) object[key] = decoded;
  }
  return object;
}

/** The server gets its JSON with sorted keys. */
function sortedKeys(value: JsonObject): string[] {
  const keys = Object.keys(value);
  return keys.length > 1 ? keys.sort() : keys;
}

function unknownField(state: State, type: Extract<ApiType, { kind: "struct" }>, key: string, place: DecodePlace): void {
  if (state.strict.length >= MOST_STRICT_ERRORS) return;
  const at = [...place.at, key];
  state.strict.push(`unknown field ${JSON.stringify(strictPath(at))}`);
  state.unknown.push({ at, known: [...type.fields.keys()] });
}

function strictPath(at: FieldPath): string {
  let text = "";
  for (const part of at) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}

/** `shown` is the type that a mismatch names: a named one hides what it stands for. */
function decode(
  state: State,
  type: ApiType,
  value: JsonValue,
  place: DecodePlace,
  shown = type,
): JsonValue | undefined {
  switch (type.kind) {
    case "pointer":
      return value === null ? undefined : decode(state, type.of, value, place);
    case "named":
      return decode(state, type.of, value, place, type);
    case "basic":
      return value === null ? undefined : decodeBasic(state, type.name, value, { place, shown });
    case "struct":
      if (value === null) return undefined;
      return isObject(value) ? decodeStruct(state, type, value, place) : mismatch(state, shown, value, place);
    case "list":
      if (value === null) return undefined;
      return Array.isArray(value) ? decodeList(state, type.of, value, place) : mismatch(state, shown, value, place);
    case "map":
      if (value === null) return undefined;
      return isObject(value) ? decodeMap(state, type.of, value, place) : mismatch(state, shown, value, place);
    case "quantity":
    case "int-or-string":
    case "time":
    case "micro-time":
      return decodeSpecial(state, type.kind, value, place);
    case "raw":
      return value === null ? undefined : value;
  }
}

function decodeSpecial(
  state: State,
  kind: "quantity" | "int-or-string" | "time" | "micro-time",
  value: JsonValue,
  place: DecodePlace,
): JsonValue | undefined {
  try {
    if (kind === "quantity") return decodeQuantity(value);
    return kind === "int-or-string" ? decodeIntOrString(value, place) : decodeTime(kind, value, place);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    state.refusal ??= error.message;
    return undefined;
  }
}

function decodeList(state: State, of: ApiType, value: readonly JsonValue[], place: DecodePlace): JsonValue[] {
  return value.map((item, index) => decode(state, of, item, place.ofItem(index)) ?? zeroValue(of));
}

function decodeMap(state: State, of: ApiType, value: JsonObject, place: DecodePlace): JsonObject {
  const object: JsonObject = {};
  for (const key of sortedKeys(value)) {
    const decoded = decode(state, of, value[key] ?? null, place.ofItem(key)) ?? zeroValue(of);
    Object.defineProperty(object, key, { value: decoded, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

interface Shown {
  readonly place: DecodePlace;
  readonly shown: ApiType;
}

function decodeBasic(state: State, name: string, value: JsonValue, { place, shown }: Shown): JsonValue | undefined {
  if (name === "string") return typeof value === "string" ? value : mismatch(state, shown, value, place);
  if (name === "bool") return typeof value === "boolean" ? value : mismatch(state, shown, value, place);
  if (typeof value !== "number" && typeof value !== "bigint") return mismatch(state, shown, value, place);
  const bounds = INTEGER_BOUNDS[name];
  if (!bounds || (value === ~~Number(value) && name !== "uint8")) return value;
  const isWhole = typeof value === "bigint" || (Number.isInteger(value) && Math.abs(value) < 1e21);
  const isInside = isWhole && BigInt(value) >= bounds[0] && BigInt(value) <= bounds[1];
  return isInside ? value : mismatch(state, shown, value, place, ` ${numberText(value)}`);
}

function mismatch(state: State, type: ApiType, value: JsonValue, place: DecodePlace, shown = ""): undefined {
  state.mismatch ??= mismatchText(typeName(type), value, place, shown);
}
