import { isObject, type JsonValue } from "../model/json.ts";
import { formatQuantity, parseQuantity } from "../model/quantity.ts";
import type { ApiType } from "./api-type.ts";
import { parseTime } from "./parse-time.ts";

/** Where a value stands, for the text of a mismatch: the struct ("" for none) and the JSON names below it. */
export interface ValuePlace {
  readonly names: readonly string[];
  readonly struct: string;
}

/** Ends decoding at once: what a type with a JSON form of its own refuses. */
export class Refusal extends Error {}

/** What Go has where JSON says null inside a list or map. */
export function zeroValue(type: ApiType): JsonValue {
  switch (type.kind) {
    case "named":
      return zeroValue(type.of);
    case "basic":
      if (type.name === "string") return "";
      return type.name === "bool" ? false : 0;
    case "struct":
    case "map":
      return {};
    case "quantity":
      return "0";
    default:
      return null;
  }
}

export const INTEGER_BOUNDS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  int: [-(2n ** 63n), 2n ** 63n - 1n],
  uint8: [0n, 255n],
};

export function numberText(value: number | bigint): string {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e21
    ? BigInt(value).toString()
    : String(value);
}

export function decodeQuantity(value: JsonValue): JsonValue {
  if (value === null) return "0";
  const text = typeof value === "string" ? value.trim() : scalarText(value);
  const quantity = parseQuantity(text);
  if (typeof quantity === "string") throw new Refusal(quantity);
  return formatQuantity(quantity);
}

/** What stands in the JSON; only numbers can be quantities without quotes. */
function scalarText(value: JsonValue): string {
  return typeof value === "number" || typeof value === "bigint" ? numberText(value) : String(value);
}

export function decodeIntOrString(value: JsonValue, place: ValuePlace): JsonValue {
  if (typeof value === "string") return value;
  if (value === null) return 0;
  const bounds = INTEGER_BOUNDS.int32;
  const isWhole = typeof value === "number" && Number.isInteger(value);
  if (bounds && isWhole && value >= Number(bounds[0]) && value <= Number(bounds[1])) return value;
  const shown = typeof value === "number" || typeof value === "bigint" ? ` ${numberText(value)}` : "";
  throw new Refusal(mismatchText("int32", value, place, shown));
}

export function decodeTime(kind: "time" | "micro-time", value: JsonValue, place: ValuePlace): JsonValue | undefined {
  if (value === null) return undefined;
  if (typeof value !== "string") throw new Refusal(mismatchText("string", value, place, ""));
  const time = parseTime(value, kind === "micro-time");
  if ("problem" in time) throw new Refusal(time.problem);
  return time.text;
}

export function mismatchText(type: string, value: JsonValue, place: ValuePlace, shown: string): string {
  const into = place.struct === "" ? "Go value" : `Go struct field ${place.struct}.${place.names.join(".")}`;
  return `json: cannot unmarshal ${jsonKind(value)}${shown} into ${into} of type ${type}`;
}

function jsonKind(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "number";
}
