import type { JsonValue } from "../../model/json.ts";

/**
 * A value that is no plain scalar, together with the Go type that the server holds it in. Servers up to 1.33
 * print it in Go syntax (`map[string]string{"app":"x"}`), later ones as JSON.
 */
export interface GoValue {
  readonly goType: string;
  readonly value: JsonValue;
}

/** What a field error shows: scalars are printed plainly, strings quoted as Go's `%q` does. */
export type BadValue = string | number | bigint | boolean | null | GoValue;

/** Marks `value` as a Go map, slice or struct, for instance `goValue("map[string]string", labels)`. */
export function goValue(goType: string, value: JsonValue): GoValue {
  return { goType, value };
}

/**
 * A text whose Go type is not plain `string` (an enumeration, a resource name): later servers show it as JSON, which
 * differs from Go's quoting only beyond plain ASCII and for `<`, `>`, `&`.
 */
export function namedText(text: string): BadValue {
  return PLAIN.test(text) ? text : goValue("string", text);
}

/** The name of a resource, which servers up to 1.33 show without quotes. */
export function resourceName(name: string): BadValue {
  return goValue(RESOURCE_NAME, name);
}

export const RESOURCE_NAME = "internal/core.ResourceName";

const PLAIN = /^[ -%'-;=?-~]*$/;
