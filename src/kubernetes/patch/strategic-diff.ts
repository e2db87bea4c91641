import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { ApiType } from "../../schema/api-type.ts";
import { isEqual } from "../is-equal.ts";
import { asItem, inOrderOf, itemKind, keyOf } from "./list-items.ts";
import { goText, noMergeKey } from "./patch-error.ts";
import { listPatchMeta, type PatchMeta, patchMeta } from "./patch-meta.ts";

/** Which half of the difference a patch is to hold. */
type Half = "changes" | "deletions";

/**
 * The strategic merge patch that adds and changes what `modified` has (`changes`), or takes away what it lacks
 * (`deletions`). Throws `PatchError`.
 * Mirrors: diffMaps, k8s.io/apimachinery/pkg/util/strategicpatch v0.37.0
 */
export function strategicDiff(original: JsonObject, modified: JsonObject, type: ApiType, half: Half): JsonObject {
  return diffObjects(original, modified, { type, half, retainsKeys: false });
}

interface Options {
  readonly type: ApiType;
  readonly half: Half;
  readonly retainsKeys: boolean;
}

function diffObjects(original: JsonObject, modified: JsonObject, options: Options): JsonObject {
  const patch: JsonObject = {};
  for (const [key, after] of Object.entries(modified)) diffValue(key, [original[key], after], patch, options);
  if (options.half === "deletions") {
    for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) patch[key] = null;
  }
  if (options.retainsKeys) retainKeys([original, modified], patch);
  return patch;
}

type Pair<Before, After = Before> = readonly [before: Before, after: After];

function diffValue(
  key: string,
  [before, after]: Pair<JsonValue | undefined, JsonValue>,
  patch: JsonObject,
  options: Options,
): void {
  if (isObject(before) && isObject(after)) return diffField(key, [before, after], patch, options);
  if (Array.isArray(before) && Array.isArray(after)) return diffList(key, [before, after], patch, options);
  if (options.half === "changes" && (before === undefined || !isEqual(before, after))) patch[key] = after;
}

function retainKeys([original, modified]: readonly [JsonObject, JsonObject], patch: JsonObject): void {
  const kept = Object.keys(modified).filter((key) => modified[key] !== null);
  const hasMore = Object.keys(original).some((key) => original[key] !== null && !Object.hasOwn(modified, key));
  if (kept.length > 0 && (Object.keys(patch).length > 0 || hasMore)) patch.$retainKeys = kept.sort();
}

function diffField(key: string, [before, after]: Pair<JsonObject>, patch: JsonObject, options: Options): void {
  let meta: PatchMeta;
  try {
    meta = patchMeta(options.type, key);
  } catch (error) {
    if (isEqual(before, after)) return;
    throw error;
  }
  if (meta.strategy === "replace") {
    if (options.half === "changes") patch[key] = after;
    return;
  }
  const inner = diffObjects(before, after, { ...options, type: meta.type, retainsKeys: meta.retainsKeys });
  if (Object.keys(inner).length > 0) patch[key] = inner;
}

function diffList(key: string, [before, after]: Pair<JsonValue[]>, patch: JsonObject, options: Options): void {
  let meta: PatchMeta;
  try {
    meta = listPatchMeta(options.type, key);
  } catch (error) {
    if (isEqual(before, after)) return;
    throw error;
  }
  const isChange = options.half === "changes";
  if (meta.strategy !== "merge") {
    if (isChange && !isEqual(before, after)) patch[key] = after;
    return;
  }
  if (before.length === 0) {
    if (isChange && after.length > 0) patch[key] = after;
    return;
  }
  if (itemKind(before, after) === "scalar") diffScalars(key, [before, after], patch, isChange);
  else diffItems(key, [before, after], patch, { ...options, type: meta.type, retainsKeys: meta.retainsKeys, meta });
}

function diffScalars(key: string, [before, after]: Pair<JsonValue[]>, patch: JsonObject, isChange: boolean): void {
  const [old, now] = [new Set(before), new Set(after)];
  const added = after.filter((item) => !old.has(item));
  const removed = [...old].filter((item) => !now.has(item)).sort(byText);
  if (isChange && added.length > 0) patch[key] = added;
  if (!isChange && removed.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = removed;
  const isOrdered = isChange ? !isEqual([...before].sort(byText), after) : removed.length > 0;
  if (isOrdered && after.length > 0) patch[`$setElementOrder/${key}`] = after;
}

function byText(a: JsonValue, b: JsonValue): number {
  return compareText(goText(a), goText(b));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

interface ItemOptions extends Options {
  readonly meta: PatchMeta;
}

function diffItems(key: string, [before, after]: Pair<JsonValue[]>, patch: JsonObject, options: ItemOptions): void {
  const { mergeKey } = options.meta;
  const { changed, deleted } = compareItems([before, after], options);
  const items = [...inOrderOf(changed, after, mergeKey), ...deleted];
  if (items.length > 0) patch[key] = items;
  const isReordered = options.half === "changes" && !isSameOrder([before, after], mergeKey);
  if ((items.length === 0 && !isReordered) || after.length === 0) return;
  patch[`$setElementOrder/${key}`] = after.map((item) => ({ [mergeKey]: asItem(item)[mergeKey] ?? null }));
}

function isSameOrder([before, after]: Pair<JsonValue[]>, mergeKey: string): boolean {
  if (before.length !== after.length) return false;
  return after.every((item, index) => keyOf(before[index] ?? null, mergeKey) === keyOf(item, mergeKey));
}

interface ItemChanges {
  readonly changed: JsonObject[];
  readonly deleted: JsonObject[];
}

/** Both lists sorted by key and gone through side by side. Mirrors: diffListsOfMaps, …/strategicpatch v0.37.0 */
function compareItems([before, after]: Pair<JsonValue[]>, options: ItemOptions): ItemChanges {
  const { mergeKey } = options.meta;
  const found: ItemChanges = { changed: [], deleted: [] };
  for (const [was, is] of sideBySide(sortedByKey(before, mergeKey), sortedByKey(after, mergeKey), mergeKey)) {
    const key = (is ?? was)?.[mergeKey] ?? null;
    if (was && is) {
      const inner = diffObjects(was, is, options);
      if (Object.keys(inner).length > 0) found.changed.push({ ...inner, [mergeKey]: key });
    } else if (is && options.half === "changes") found.changed.push(is);
    else if (was && options.half === "deletions") found.deleted.push({ $patch: "delete", [mergeKey]: key });
  }
  return found;
}

/** Items with the same key as pairs, the others alone, in the order of the keys. */
function* sideBySide(
  old: readonly JsonObject[],
  now: readonly JsonObject[],
  mergeKey: string,
): Generator<Pair<JsonObject | undefined>> {
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [checked(old[i], mergeKey), checked(now[j], mergeKey)];
    const order = was && is ? compareText(keyOf(was, mergeKey), keyOf(is, mergeKey)) : Number(!was) || -1;
    if (order <= 0) i++;
    if (order >= 0) j++;
    yield [order <= 0 ? was : undefined, order >= 0 ? is : undefined];
  }
}

function checked(item: JsonObject | undefined, mergeKey: string): JsonObject | undefined {
  if (item && item[mergeKey] === undefined) throw noMergeKey(item, mergeKey);
  return item;
}

/** Of items with one key, the last comes first: upstream's comparison calls equals smaller. */
function sortedByKey(items: readonly JsonValue[], mergeKey: string): JsonObject[] {
  const keyed = items.map((item) => ({ item: asItem(item), key: goText(asItem(item)[mergeKey] ?? null) }));
  return keyed
    .reverse()
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ item }) => item);
}
