import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { goText, noMergeKey, PatchError } from "./patch-error.ts";

/** What kind of items lists hold: all must be of one kind, and no lists. Throws `PatchError`. */
export function itemKind(...lists: readonly (readonly JsonValue[])[]): "object" | "scalar" {
  const kinds = new Set(lists.flat().map(kindOf));
  if (kinds.has("list")) throw new PatchError("lists of lists are not supported");
  if (kinds.size > 1)
    throw new PatchError(`list element types are not identical: ${goText(lists.map((list) => [...list]))}`);
  if (kinds.size === 0) throw new PatchError("no elements in any of the given slices");
  return kinds.has("object") ? "object" : "scalar";
}

/** As reflect.TypeOf tells JSON values apart. */
export function kindOf(value: JsonValue): string {
  if (Array.isArray(value)) return "list";
  if (value === null) return "null";
  return typeof value === "bigint" ? "number" : typeof value;
}

/** The value of an item's merge key, as comparisons see it. Throws `PatchError`. */
export function keyOf(item: JsonValue, mergeKey: string): string {
  const object = asItem(item);
  const value = object[mergeKey];
  if (value === undefined) throw noMergeKey(object, mergeKey);
  return goText(value);
}

export function asItem(item: JsonValue): JsonObject {
  if (isObject(item)) return item;
  throw new PatchError(`expected a map[string]interface {}, but received a ${goType(item)}`);
}

export function isDeletion(item: JsonValue): boolean {
  return isObject(item) && item.$patch === "delete";
}

/**
 * The items in the order in which their keys stand in `order`; those that stand nowhere stay behind, and deletions last.
 * Mirrors: normalizeSliceOrder, k8s.io/apimachinery/pkg/util/strategicpatch v0.37.0
 */
export function inOrderOf(items: readonly JsonValue[], order: readonly JsonValue[], mergeKey: string): JsonValue[] {
  const places = new Map<string, number>();
  for (const [index, item] of order.entries()) {
    const key = orderKey(item, mergeKey);
    if (!places.has(key)) places.set(key, index);
  }
  const placeOf = (item: JsonValue): number => places.get(orderKey(item, mergeKey)) ?? Number.MAX_SAFE_INTEGER;
  const kept = items.filter((item) => !isDeletion(item));
  const deleted = items.filter(isDeletion);
  return [...kept.sort((a, b) => placeOf(a) - placeOf(b)), ...deleted];
}

/** What an item is found by: its merge key, or itself where there is none. */
export function orderKey(item: JsonValue, mergeKey: string): string {
  return mergeKey === "" ? `${typeof item} ${goText(item)}` : keyOf(item, mergeKey);
}

function goType(value: JsonValue): string {
  if (Array.isArray(value)) return "[]interface {}";
  if (value === null) return "%!s(<nil>)";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "float64";
}
