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
