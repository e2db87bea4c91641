import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { compareQuantities } from "../model/quantity.ts";
import type { ApiType } from "../schema/api-type.ts";

/**
 * Whether two values of a type mean the same: amounts by what they are, and nothing like an empty list or map.
 * Mirrors: Semantic.DeepEqual, k8s.io/apimachinery/pkg/api/equality v0.37.0
 */
export function isSemanticallyEqual(type: ApiType, a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  switch (type.kind) {
    case "pointer":
      return isMissing(a) || isMissing(b) ? isMissing(a) === isMissing(b) : isSemanticallyEqual(type.of, a, b);
    case "named":
      return isSemanticallyEqual(type.of, a, b);
    case "struct":
      return areStructsEqual(type, asObject(a), asObject(b));
    case "list":
      return areListsEqual(type.of, asList(a), asList(b));
    case "map":
      return areMapsEqual(type.of, asObject(a), asObject(b));
    case "quantity":
      return compareQuantities(String(a ?? "0"), String(b ?? "0")) === 0;
    case "basic":
      return scalar(type.name, a) === scalar(type.name, b);
    default:
      return (a ?? null) === (b ?? null);
  }
}

function isMissing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function scalar(name: string, value: JsonValue | undefined): JsonValue {
  if (value !== undefined && value !== null) return value;
  if (name === "string") return "";
  return name === "bool" ? false : 0;
}

function areStructsEqual(type: Extract<ApiType, { kind: "struct" }>, a: JsonObject, b: JsonObject): boolean {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const field = type.fields.get(key);
    if (field && !isSemanticallyEqual(field.type, a[key], b[key])) return false;
  }
  return true;
}

function areListsEqual(of: ApiType, a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  return a.length === b.length && a.every((item, index) => isSemanticallyEqual(of, item, b[index]));
}

function areMapsEqual(of: ApiType, a: JsonObject, b: JsonObject): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSemanticallyEqual(of, a[key], b[key]));
}
