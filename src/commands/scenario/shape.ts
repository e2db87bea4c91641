import type { FieldPath } from "../../model/field-path.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { nearestOf } from "../../model/nearest.ts";

/** What a value of a settings file may be. `schemas/` says the same for editors; a test holds them together. */
export type Shape =
  | { readonly kind: "text"; readonly form?: RegExp; readonly wanted?: string }
  | { readonly kind: "whole" }
  | { readonly kind: "flag" }
  | { readonly kind: "yes" }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  | { readonly kind: "any" }
  | { readonly kind: "object" }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "map"; readonly of: Shape; readonly key?: RegExp; readonly wanted?: string }
  | { readonly kind: "fields"; readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  /** The first whose type of JSON fits. */
  | { readonly kind: "either"; readonly of: readonly Shape[] };

export interface ShapeProblem {
  readonly path: FieldPath;
  /** Where to point: at the name of an unknown field, at a wrong value. */
  readonly target: "key" | "value";
  readonly message: string;
  readonly help: string | null;
}

/** All that is wrong with a value, in its own order; empty when it has the shape. */
export function checkShape(value: JsonValue, shape: Shape, path: FieldPath = []): ShapeProblem[] {
  switch (shape.kind) {
    case "fields":
      return isObject(value) ? checkFields(value, shape, path) : [wrong(path, shape)];
    case "list":
      if (!Array.isArray(value)) return [wrong(path, shape)];
      return value.flatMap((item, index) => checkShape(item, shape.of, [...path, index]));
    case "map":
      return isObject(value) ? checkMap(value, shape, path) : [wrong(path, shape)];
    case "either": {
      const fitting = shape.of.find((candidate) => hasKind(value, candidate));
      return fitting === undefined ? [wrong(path, shape)] : checkShape(value, fitting, path);
    }
    default:
      return hasKind(value, shape) && hasForm(value, shape) ? [] : [wrong(path, shape)];
  }
}

function checkFields(value: JsonObject, shape: Shape & { kind: "fields" }, path: FieldPath): ShapeProblem[] {
  const known = Object.keys(shape.fields);
  const problems = Object.entries(value).flatMap(([key, entry]) => {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    return field === undefined ? [unknownField([...path, key], key, known)] : checkShape(entry, field, [...path, key]);
  });
  const missing = (shape.required ?? []).filter((key) => !Object.hasOwn(value, key));
  const absent = missing.map(
    (key): ShapeProblem => ({ path, target: "key", message: `${key} is missing`, help: null }),
  );
  return [...problems, ...absent];
}

function unknownField(path: FieldPath, key: string, known: readonly string[]): ShapeProblem {
  const nearest = nearestOf(key, known);
  const help = nearest === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  return { path, target: "key", message: `there is no field ${JSON.stringify(key)} here`, help };
}

function checkMap(value: JsonObject, shape: Shape & { kind: "map" }, path: FieldPath): ShapeProblem[] {
  return Object.entries(value).flatMap(([key, entry]): ShapeProblem[] => {
    if (shape.key?.test(key) === false) {
      return [{ path: [...path, key], target: "key", message: `a key must be ${shape.wanted}`, help: null }];
    }
    return checkShape(entry, shape.of, [...path, key]);
  });
}

function hasKind(value: JsonValue, shape: Shape): boolean {
  switch (shape.kind) {
    case "text":
      return typeof value === "string";
    case "choice":
      return typeof value === "string" && shape.of.includes(value);
    case "whole":
      return typeof value === "number" && Number.isInteger(value) && value >= 0;
    case "flag":
      return typeof value === "boolean";
    case "yes":
      return value === true;
    case "any":
      return true;
    case "list":
      return Array.isArray(value);
    case "object":
    case "map":
    case "fields":
      return isObject(value);
    case "either":
      return shape.of.some((candidate) => hasKind(value, candidate));
  }
}

function hasForm(value: JsonValue, shape: Shape): boolean {
  return shape.kind !== "text" || shape.form === undefined || (typeof value === "string" && shape.form.test(value));
}

function wrong(path: FieldPath, shape: Shape): ShapeProblem {
  return { path, target: "value", message: `it must be ${wantedText(shape)}`, help: null };
}

function wantedText(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.wanted ?? "a text";
    case "whole":
      return "a whole number, 0 or more";
    case "flag":
      return "true or false";
    case "yes":
      return "true";
    case "choice":
      return `one of ${shape.of.join(", ")}`;
    case "any":
      return "anything";
    case "list":
      return `a list of ${shape.of.kind === "text" ? "texts" : "entries"}`;
    case "either":
      return shape.of.map(wantedText).join(", or ");
    case "object":
    case "map":
    case "fields":
      return "a mapping";
  }
}
