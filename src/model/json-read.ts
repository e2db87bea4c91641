import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** The value at a path of keys and indexes; undefined as soon as a step is missing. */
export function valueAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  let current = value;
  for (let i = 0; i < path.length; i++) {
    const part = path[i] ?? "";
    if (Array.isArray(current)) current = typeof part === "number" ? current[part] : undefined;
    else if (isObject(current)) current = fieldOf(current, part);
    else return undefined;
  }
  return current;
}

/** A field of the object itself; what every object inherits are functions, and `__proto__`. */
function fieldOf(object: JsonObject, name: string | number): JsonValue | undefined {
  const value: unknown = object[name];
  if (typeof value !== "function" && name !== "__proto__") return object[name];
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The object at a path, or an empty one. */
export function objectAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonObject {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

/** The list at a path, or an empty one. */
export function listAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): readonly JsonValue[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path, or "". */
export function textAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path);
  return typeof found === "string" ? found : "";
}

/** The number at a path; undefined when there is none (also beyond 2^53, which no field read here takes). */
export function numberAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** The number at a path, also one beyond 2^53. */
export function integerAt(
  value: JsonValue | undefined,
  ...path: readonly (string | number)[]
): number | bigint | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" || typeof found === "bigint" ? found : undefined;
}

/** The string-valued entries of the object at a path: labels, annotations, a plain selector. */
export function textMapAt(
  value: JsonValue | undefined,
  ...path: readonly (string | number)[]
): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [key, entry] of Object.entries(objectAt(value, ...path))) {
    if (typeof entry === "string") texts[key] = entry;
  }
  return texts;
}
