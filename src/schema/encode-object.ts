import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import type { ApiField, ApiType } from "./api-type.ts";

/**
 * The object as Go's encoder writes it after the server has stored it: empty lists and maps and zero values of
 * fields with `omitempty` are gone, fields without it are there with their zero value. Unknown fields are dropped.
 */
export function encodeObject(type: StructType, value: JsonObject): JsonObject {
  const object: JsonObject = {};
  for (const row of rowsOf(type)) {
    const given = value[row.name];
    const encoded = given === undefined && !row.isStruct ? row.absent : encodeField(row, given);
    if (encoded !== undefined) object[row.name] = encoded;
  }
  return object;
}

type StructType = Extract<ApiType, { kind: "struct" }>;

/** A field with what does not depend on the object. */
interface Row {
  readonly name: string;
  readonly field: ApiField;
  readonly type: ApiType;
  readonly isStruct: boolean;
  /** What is written when the field is not there. */
  readonly absent: JsonValue | undefined;
}

const rowsByType = new WeakMap<StructType, readonly Row[]>();

function rowsOf(type: StructType): readonly Row[] {
  const known = rowsByType.get(type);
  if (known !== undefined) return known;
  const rows = [...type.fields.values()].map((field) => ({
    name: field.name,
    field,
    type: field.type,
    isStruct: isStruct(field.type),
    absent: field.omitEmpty && !isGoStruct(field.type) ? undefined : zero(field.type, field),
  }));
  rowsByType.set(type, rows);
  return rows;
}

function encodeField({ field, type, absent }: Row, value: JsonValue | undefined): JsonValue | undefined {
  if (isStruct(type)) {
    const inner = encodeObject(type, isObject(value) ? value : {});
    return field.omitZero && Object.keys(inner).length === 0 ? undefined : inner;
  }
  if (value === undefined || value === null) return absent;
  const encoded = encode(type, value);
  return field.omitEmpty && isZero(type, encoded) ? undefined : encoded;
}

/** `omitempty` never leaves out what is a struct in Go, whatever its JSON form. */
function isGoStruct(type: ApiType): boolean {
  return (
    type.kind === "quantity" || type.kind === "int-or-string" || type.kind === "time" || type.kind === "micro-time"
  );
}

function isStruct(type: ApiType): type is StructType {
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
