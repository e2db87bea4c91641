import type { InputObject } from "../model/inventory.ts";
import { isObject, type JsonValue } from "../model/json.ts";

/** An object of the old side and the one of the new side that takes its place; either may be missing. */
export interface ObjectPair {
  readonly before: InputObject | undefined;
  readonly after: InputObject | undefined;
  /** Same object under another name or namespace. */
  readonly renamed: boolean;
}

/** From this share of equal leaf values on, a vanished and a new object of one kind count as a rename. */
const RENAME_SIMILARITY = 0.6;

/** Two trees that have so much of one kind in none of the same places are different trees, not renames. */
const MOST_COMPARISONS = 100_000;

/**
 * Pairs the objects of two states by kind, namespace and name. What is left over on both sides is paired as a
 * rename when it is of one kind and mostly equal, the most similar first. Order: that of the new side, then
 * what is gone.
 */
export function matchObjects(before: readonly InputObject[], after: readonly InputObject[]): ObjectPair[] {
  const oldByIdentity = new Map(before.map((object) => [identity(object), object]));
  const matched = new Set<InputObject>();
  const partnerOf = new Map<InputObject, ObjectPair>();
  for (const object of after) {
    const old = oldByIdentity.get(identity(object));
    if (!old || matched.has(old)) continue;
    matched.add(old);
    partnerOf.set(object, { before: old, after: object, renamed: false });
  }
  const gone = before.filter((object) => !matched.has(object) && oldByIdentity.get(identity(object)) === object);
  const fresh = after.filter((object) => !partnerOf.has(object));
  for (const pair of findRenames(gone, fresh)) {
    if (!pair.before || !pair.after) continue;
    matched.add(pair.before);
    partnerOf.set(pair.after, pair);
  }
  const pairs = after.map((object) => partnerOf.get(object) ?? { before: undefined, after: object, renamed: false });
  const left = gone.filter((object) => !matched.has(object));
  return [...pairs, ...left.map((object) => ({ before: object, after: undefined, renamed: false }))];
}

function identity(object: InputObject): string {
  return `${kindGroup(object.gvk)}\n${object.namespace}\n${object.name}`;
}

/** Kind and API group: a change of the API version alone keeps the object. */
function kindGroup(gvk: string): string {
  const [apiVersion = "", kind = ""] = gvk.split(" ");
  const slash = apiVersion.indexOf("/");
  return `${slash < 0 ? "" : apiVersion.slice(0, slash)} ${kind}`;
}

function findRenames(gone: readonly InputObject[], fresh: readonly InputObject[]): ObjectPair[] {
  const candidates: { pair: ObjectPair; similarity: number }[] = [];
  for (const [kind, olds] of groupByKind(gone)) {
    const news = fresh.filter((object) => kindGroup(object.gvk) === kind);
    if (olds.length * news.length > MOST_COMPARISONS) continue;
    const newLeaves = news.map((object) => leaves(object));
    for (const old of olds) {
      const oldLeaves = leaves(old);
      news.forEach((object, index) => {
        const similarity = shareOfEqual(oldLeaves, newLeaves[index] ?? new Set());
        if (similarity >= RENAME_SIMILARITY)
          candidates.push({ pair: { before: old, after: object, renamed: true }, similarity });
      });
    }
  }
  candidates.sort((a, b) => b.similarity - a.similarity);
  const used = new Set<InputObject | undefined>();
  return candidates
    .filter(({ pair }) => {
      if (used.has(pair.before) || used.has(pair.after)) return false;
      used.add(pair.before).add(pair.after);
      return true;
    })
    .map(({ pair }) => pair);
}

function groupByKind(objects: readonly InputObject[]): Map<string, InputObject[]> {
  const groups = new Map<string, InputObject[]>();
  for (const object of objects) {
    const kind = kindGroup(object.gvk);
    const group = groups.get(kind);
    if (group) group.push(object);
    else groups.set(kind, [object]);
  }
  return groups;
}

/** Every leaf of the object below `spec` or `data` as one text; its own name is blanked so that it does not count. */
function leaves(object: InputObject): Set<string> {
  const found = new Set<string>();
  const visit = (value: JsonValue, path: string): void => {
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, `${path}[]`);
    } else if (isObject(value)) {
      for (const [key, entry] of Object.entries(value)) visit(entry, `${path}.${key}`);
    } else {
      found.add(`${path}=${String(value).replaceAll(object.name, "<name>")}`);
    }
  };
  for (const [key, value] of Object.entries(object.stored)) {
    if (key !== "metadata" && key !== "status") visit(value, key);
  }
  return found;
}

function shareOfEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let equal = 0;
  for (const leaf of a) if (b.has(leaf)) equal++;
  return equal / Math.max(a.size, b.size, 1);
}
