import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { ApiType } from "../../schema/api-type.ts";
import { isEqual } from "../is-equal.ts";
import { asItem, inOrderOf, isDeletion, itemKind, keyOf, kindOf, orderKey } from "./list-items.ts";
import { goText, PatchError } from "./patch-error.ts";
import { listPatchMeta, type PatchMeta, patchMeta } from "./patch-meta.ts";

const ORDER = "$setElementOrder/";
const DELETIONS = "$deleteFromPrimitiveList/";

/** Applied to an object, directives take effect; put onto another patch, they are kept. */
type Target = "object" | "patch";

/**
 * The object with a strategic merge patch applied; its arguments stay as they are. Throws `PatchError`.
 * Mirrors: StrategicMergeMapPatch, k8s.io/apimachinery/pkg/util/strategicpatch v0.37.0
 */
export function strategicMerge(original: JsonObject, patch: JsonObject, type: ApiType): JsonObject {
  return mergeObjects(original, patch, { type, target: "object" });
}

/**
 * One patch that does what `first` and then `second` do. Throws `PatchError`.
 * Mirrors: mergeMap without its options, as CreateThreeWayMergePatch of …/strategicpatch v0.37.0 calls it
 */
export function combinePatches(first: JsonObject, second: JsonObject, type: ApiType): JsonObject {
  return mergeObjects(first, second, { type, target: "patch" });
}

interface Options {
  readonly type: ApiType;
  readonly target: Target;
}

function mergeObjects(before: JsonObject, given: JsonObject, options: Options): JsonObject {
  const directive = given.$patch;
  if (directive !== undefined) return replaced(given, directive);
  const original: JsonObject = { ...before };
  const patch: JsonObject = { ...given };
  applyRetainedKeys(original, patch, options.target);
  for (const key of Object.keys(patch)) {
    if (key.startsWith(ORDER)) applyOrder(key, original, patch, options);
  }
  for (const [key, value] of Object.entries(patch)) mergeField(key, value, original, options);
  return original;
}

/** Mirrors: handleDirectiveInMergeMap, …/strategicpatch v0.37.0 */
function replaced(patch: JsonObject, directive: JsonValue): JsonObject {
  if (directive === "delete") return {};
  if (directive !== "replace")
    throw new PatchError(`unknown patch type: ${goText(directive)} in map: ${goText(patch)}`);
  const { $patch: _directive, ...rest } = patch;
  return rest;
}

/** Mirrors: applyRetainKeysDirective, …/strategicpatch v0.37.0 */
function applyRetainedKeys(original: JsonObject, patch: JsonObject, target: Target): void {
  const kept = patch.$retainKeys;
  if (kept === undefined) return;
  delete patch.$retainKeys;
  if (target === "patch") {
    if (original.$retainKeys !== undefined && !isEqual(original.$retainKeys, kept)) {
      const both = `${goText(original.$retainKeys)} and ${goText(kept)}`;
      throw new PatchError(`${both} are not deep equal: this may happen when calculating the 3-way diff patch`);
    }
    original.$retainKeys = kept;
    return;
  }
  if (!Array.isArray(kept)) throw new PatchError("invalid patch format of retainKeys");
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || key.startsWith(DELETIONS) || key.startsWith(ORDER) || kept.includes(key)) continue;
    throw new PatchError("invalid patch format of retainKeys");
  }
  for (const key of Object.keys(original)) if (!kept.includes(key)) delete original[key];
}

/** Merges a list whose order the patch gives. Mirrors: mergePatchIntoOriginal, …/strategicpatch v0.37.0 */
function applyOrder(key: string, original: JsonObject, patch: JsonObject, options: Options): void {
  const order = patch[key];
  delete patch[key];
  if (options.target === "patch") keepOrder(key, order ?? null, original);
  const name = key.slice(ORDER.length);
  const [wanted, old, changes] = [asList(order ?? null), listOf(original[name]), listOf(patch[name])];
  const meta = listPatchMeta(options.type, name);
  checkOrder(changes ?? [], wanted, meta.mergeKey);
  if (!old && !changes) return;
  delete patch[name];
  const merged = old && changes ? mergeLists([old, changes], meta, options) : (old ?? withoutDirectives(changes ?? []));
  original[name] = interleave(merged, [wanted, old ?? []], meta.mergeKey);
}

function keepOrder(key: string, order: JsonValue, original: JsonObject): void {
  const known = original[key];
  if (known !== undefined && !isEqual(known, order))
    throw new PatchError("invalid patch format of setElementOrder list");
  original[key] = order;
}

function listOf(value: JsonValue | undefined): JsonValue[] | undefined {
  return value === undefined ? undefined : asList(value);
}

function asList(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value;
  throw new PatchError(`expected a []interface {}, but received a ${kindOf(value)}`);
}

/** Mirrors: validatePatchWithSetOrderList, …/strategicpatch v0.37.0 */
function checkOrder(changes: readonly JsonValue[], order: readonly JsonValue[], mergeKey: string): void {
  if (changes.length === 0 || order.length === 0) return;
  const kept = changes.filter((item) => !isObject(item) || item.$patch === undefined);
  let at = 0;
  for (const item of order) {
    const change = kept[at];
    if (change !== undefined && orderKey(change, mergeKey) === orderKey(item, mergeKey)) at++;
  }
  if (at < kept.length) {
    const lists = [goText([...changes]), goText([...order])];
    throw new PatchError(`The order in patch list:\n${lists[0]}\n doesn't match $setElementOrder list:\n${lists[1]}\n`);
  }
}

function mergeField(key: string, value: JsonValue, original: JsonObject, options: Options): void {
  if (key.startsWith(DELETIONS)) return deleteScalars(key, value, original, options);
  if (value === null) {
    delete original[key];
    if (options.target === "patch") original[key] = null;
    return;
  }
  const old = original[key];
  if (isObject(old) && isObject(value)) {
    const meta = patchMeta(options.type, key);
    original[key] = meta.strategy === "replace" ? value : mergeObjects(old, value, { ...options, type: meta.type });
  } else if (Array.isArray(old) && Array.isArray(value)) {
    const meta = listPatchMeta(options.type, key);
    original[key] = meta.strategy === "merge" ? mergeLists([old, value], meta, options) : value;
  } else setField(key, value, original, options);
}

/** The patch's value where there was none, or one of another type. */
function setField(key: string, value: JsonValue, original: JsonObject, { target }: Options): void {
  const kept = keptOf(target === "object" ? withoutNulls(value) : value);
  if (kept === undefined) delete original[key];
  else original[key] = kept;
}

function deleteScalars(key: string, value: JsonValue, original: JsonObject, { target }: Options): void {
  if (target === "patch") {
    original[key] = value;
    return;
  }
  const name = key.slice(DELETIONS.length);
  const old = original[name];
  if (Array.isArray(old) && Array.isArray(value)) original[name] = old.filter((item) => !value.includes(item));
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** The value without objects that carry a directive; undefined when it is one. Mirrors: removeDirectives, …/strategicpatch v0.37.0 */
function keptOf(value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) return withoutDirectives(value);
  if (!isObject(value)) return value;
  if (value.$patch !== undefined) return undefined;
  const object: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    const kept = keptOf(inner);
    if (kept !== undefined) object[key] = kept;
  }
  return object;
}

function withoutDirectives(list: readonly JsonValue[]): JsonValue[] {
  return list.map(keptOf).filter((item) => item !== undefined);
}

type Lists = readonly [old: JsonValue[], changes: JsonValue[]];

/** Mirrors: mergeSlice, …/strategicpatch v0.37.0 */
function mergeLists([old, changes]: Lists, meta: PatchMeta, options: Options): JsonValue[] {
  if (old.length === 0 && changes.length === 0) return old;
  if (itemKind(old, changes) === "scalar") return interleave([...new Set([...old, ...changes])], [changes, old], "");
  if (meta.mergeKey === "") throw new PatchError("cannot merge lists without merge key for struct");
  const [left, added] = applyItemDirectives([old, changes], meta.mergeKey);
  const merged = mergeItems([left, added], meta, options);
  return interleave(merged, [added, left], meta.mergeKey);
}

/** Mirrors: mergeSliceWithSpecialElements, …/strategicpatch v0.37.0 */
function applyItemDirectives([old, changes]: Lists, mergeKey: string): Lists {
  const plain = changes.filter((item) => asItem(item).$patch === undefined);
  if (changes.length === plain.length) return [old, changes];
  const deleted = new Set<string>();
  let isReplaced = false;
  for (const item of changes.map(asItem)) {
    if (isDeletion(item)) deleted.add(keyOf(item, mergeKey));
    else if (item.$patch === "replace") isReplaced = true;
    else if (item.$patch === "merge") throw new PatchError("merging lists cannot yet be specified in the patch");
    else if (item.$patch !== undefined)
      throw new PatchError(`unknown patch type: ${goText(item.$patch)} in map: ${goText(item)}`);
  }
  if (isReplaced) return [plain, []];
  return [old.filter((item) => !deleted.has(goText(asItem(item)[mergeKey] ?? null))), plain];
}

/** Mirrors: mergeSliceWithoutSpecialElements, …/strategicpatch v0.37.0 */
function mergeItems([old, changes]: Lists, meta: PatchMeta, options: Options): JsonValue[] {
  const merged = [...old];
  const places = new Map<string, number>();
  for (const [index, item] of merged.entries()) {
    const key = goText(asItem(item)[meta.mergeKey] ?? null);
    if (!places.has(key)) places.set(key, index);
  }
  for (const item of changes.map(asItem)) {
    const place = places.get(keyOf(item, meta.mergeKey));
    const known = place === undefined ? undefined : merged[place];
    if (place === undefined || known === undefined) {
      places.set(keyOf(item, meta.mergeKey), merged.length);
      merged.push(item);
    } else merged[place] = mergeObjects(asItem(known), item, { ...options, type: meta.type });
  }
  return merged;
}

/**
 * The items that the patch names in its order, with those that only the server has at the place that the live order
 * gives them. Mirrors: normalizeElementOrder and mergeSortedSlice, …/strategicpatch v0.37.0
 */
function interleave(
  items: readonly JsonValue[],
  [order, live]: readonly [order: readonly JsonValue[], live: readonly JsonValue[]],
  mergeKey: string,
): JsonValue[] {
  const named = new Set(order.map((item) => orderKey(item, mergeKey)));
  const mine = inOrderOf(
    items.filter((item) => named.has(orderKey(item, mergeKey))),
    order,
    mergeKey,
  );
  const theirs = inOrderOf(
    items.filter((item) => !named.has(orderKey(item, mergeKey))),
    live,
    mergeKey,
  );
  const places = new Map(live.map((item, index) => [orderKey(item, mergeKey), index]).reverse() as [string, number][]);
  const result: JsonValue[] = [];
  let next = 0;
  for (const item of mine) {
    const place = places.get(orderKey(item, mergeKey));
    while (place !== undefined && next < theirs.length) {
      const other = theirs[next] ?? null;
      if (!((places.get(orderKey(other, mergeKey)) ?? Number.MAX_SAFE_INTEGER) < place)) break;
      result.push(other);
      next++;
    }
    result.push(item);
  }
  return [...result, ...theirs.slice(next)];
}
