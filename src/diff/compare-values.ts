import type { FieldPath } from "../model/field-path.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { valueAt } from "../model/json-read.ts";
import type { FieldChange, ObjectComparison } from "../model/object-diff.ts";

/** The key fields (`name`, `metadata.name`) by which items of the list at `path` are told apart; undefined for a list compared by position. */
export type ListKeys = (path: FieldPath) => readonly string[] | undefined;

/** `"different"` for stored objects, where an empty map that is kept means something (`affinity: {}` rolls Pods). */
export type EmptyValues = "absent" | "different";

interface Comparison {
  readonly changes: FieldChange[];
  readonly listKeys: ListKeys;
  readonly emptyValues: EmptyValues;
  unchanged: number;
}

/** A place in both objects: with indexes for machines, with item keys for people. */
interface Place {
  readonly at: FieldPath;
  readonly text: string;
}

/**
 * Compares two JSON objects field by field. Key order is no difference; whether an empty map or list differs
 * from none at all is for `emptyValues` to say.
 * Items of keyed lists are matched by key (a change of their order is one `reorder`), all others by position.
 * Changes come in the order of the new object, removed fields last within their parent.
 */
export function compareValues(
  before: JsonObject,
  after: JsonObject,
  listKeys: ListKeys,
  emptyValues: EmptyValues,
): ObjectComparison {
  const comparison: Comparison = { changes: [], listKeys, emptyValues, unchanged: 0 };
  compareObjects(comparison, { at: [], text: "" }, before, after);
  return { changes: comparison.changes, unchanged: comparison.unchanged };
}

function compare(
  comparison: Comparison,
  place: Place,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): void {
  const noOld = isAbsent(comparison, before);
  const noNew = isAbsent(comparison, after);
  if (noOld && noNew) return;
  if (isObject(before) && isObject(after)) return compareObjects(comparison, place, before, after);
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(comparison, place, before, after);
  if (noOld) return report(comparison, "add", place, null, after ?? null);
  if (noNew) return report(comparison, "remove", place, before ?? null, null);
  if (Object.is(before, after)) {
    comparison.unchanged += 1;
    return;
  }
  report(comparison, "change", place, before ?? null, after ?? null);
}

function compareObjects(comparison: Comparison, place: Place, before: JsonObject, after: JsonObject): void {
  for (const [key, value] of Object.entries(after)) compare(comparison, child(place, key), before[key], value);
  for (const [key, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) compare(comparison, child(place, key), value, undefined);
  }
}

function compareLists(comparison: Comparison, place: Place, before: JsonValue[], after: JsonValue[]): void {
  const fields = comparison.listKeys(place.at);
  const oldKeys = fields && keysOf(before, fields);
  const newKeys = fields && keysOf(after, fields);
  if (oldKeys && newKeys)
    return compareKeyed(comparison, place, { items: before, keys: oldKeys }, { items: after, keys: newKeys });
  const length = Math.max(before.length, after.length);
  for (let i = 0; i < length; i++) compare(comparison, item(place, i, String(i)), before[i], after[i]);
}

interface KeyedList {
  readonly items: readonly JsonValue[];
  readonly keys: readonly string[];
}

function compareKeyed(comparison: Comparison, place: Place, before: KeyedList, after: KeyedList): void {
  const oldIndex = new Map(before.keys.map((key, index) => [key, index]));
  const newIndex = new Map(after.keys.map((key, index) => [key, index]));
  after.keys.forEach((key, index) => {
    const old = oldIndex.get(key);
    compare(comparison, item(place, index, key), old === undefined ? undefined : before.items[old], after.items[index]);
  });
  before.keys.forEach((key, index) => {
    if (!newIndex.has(key)) compare(comparison, item(place, index, key), before.items[index], undefined);
  });
  const keptBefore = before.keys.filter((key) => newIndex.has(key));
  const keptAfter = after.keys.filter((key) => oldIndex.has(key));
  if (keptBefore.some((key, index) => key !== keptAfter[index])) {
    report(comparison, "reorder", place, keptBefore, keptAfter);
  }
}

/** The keys of all items; undefined when an item lacks one or two items share one. */
function keysOf(items: readonly JsonValue[], fields: readonly string[]): string[] | undefined {
  const keys: string[] = [];
  for (const entry of items) {
    if (!isObject(entry)) return undefined;
    const parts = fields
      .map((field) => valueAt(entry, ...field.split(".")))
      .filter((value) => value !== undefined && value !== null);
    if (parts.length === 0) return undefined;
    keys.push(parts.map(String).join("/"));
  }
  return new Set(keys).size === keys.length ? keys : undefined;
}

function isAbsent(comparison: Comparison, value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (comparison.emptyValues === "different") return false;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;

function child(place: Place, key: string): Place {
  if (!PLAIN_NAME.test(key)) return { at: [...place.at, key], text: `${place.text}[${key}]` };
  return { at: [...place.at, key], text: place.text === "" ? key : `${place.text}.${key}` };
}

function item(place: Place, index: number, key: string): Place {
  return { at: [...place.at, index], text: `${place.text}[${key}]` };
}

function report(
  comparison: Comparison,
  kind: FieldChange["kind"],
  place: Place,
  old: JsonValue,
  next: JsonValue,
): void {
  comparison.changes.push({ kind, at: place.at, path: place.text, old, new: next });
}
