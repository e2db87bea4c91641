import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import type { ApiField, ApiType } from "./api-type.ts";

/**
 * The object as Go's encoder writes it after the server has stored it: empty lists and maps and zero values of
 * fields with `omitempty` are gone, fields without it are there with their zero value. Unknown fields are dropped.
 */
export function encodeObject(type: Extract<ApiType, { kind: "struct" }>, value: JsonObject): JsonObject {
  const object: JsonObject = {};
  for (const field of type.fields.values()) {
    const encoded = encodeField(field, value[field.name]);
    if (encoded !== undefined) object[field.name] = encoded;
  }
  return object;
}

function encodeField(field: ApiField, value: JsonValue | undefined): JsonValue | undefined {
  const { type } = field;
  if (isStruct(type)) {
    const inner = encodeObject(type, isObject(value) ? value : {});
    return field.omitZero && Object.keys(inner).length === 0 ? undefined : inner;
  }
  if (value === undefined || value === null) {
    return field.omitEmpty && !isGoStruct(type) ? undefined : zero(type, field);
  }
  const encoded = encode(type, value);
  return field.omitEmpty && isZero(type, encoded) ? undefined : encoded;
}

/** `omitempty` never leaves out what is a struct in Go, whatever its JSON form. */
function isGoStruct(type: ApiType): boolean {
  return (
    type.kind === "quantity" || type.kind === "int-or-string" || type.kind === "time" || type.kind === "micro-time"
  );
}

function isStruct(type: ApiType): type is Extract<ApiType, { kind: "struct" }> {
  return type.kind === "struct";
}

function encode(type: ApiType, value: JsonValue): JsonValue {
  switch (type.kind) {
    case "pointer":
      return encode(type.of, value);
    case "named":
      return encode(type.of, value);
    case "struct":
      return encodeObject(type, isObject(value) ? value : {});
    case "list":
      if (!Array.isArray(value) || value.length === 0) return null;
      return value.map((item) => encode(type.of, item));
    case "map":
      return isObject(value) ? encodeMap(type.of, value) : null;
    default:
      return value;
  }
}

function encodeMap(of: ApiType, value: JsonObject): JsonValue {
  const keys = Object.keys(value);
  if (keys.length === 0) return null;
  const object: JsonObject = {};
  for (const key of keys) object[key] = encode(of, value[key] ?? null);
  return object;
}

function isZero(type: ApiType, value: JsonValue): boolean {
  switch (type.kind) {
    case "pointer":
      return false;
    case "named":
      return isZero(type.of, value);
    case "quantity":
    case "int-or-string":
      return false;
    default:
      return value === null || value === "" || value === 0 || value === false;
  }
}

function zero(type: ApiType, field: ApiField): JsonValue | undefined {
  switch (type.kind) {
    case "named":
      return zero(type.of, field);
    case "basic":
      if (type.name === "string") return "";
      return type.name === "bool" ? false : 0;
    case "quantity":
      return "0";
    case "int-or-string":
      return 0;
    case "time":
      return field.omitZero ? undefined : null;
    default:
      return null;
  }
}
