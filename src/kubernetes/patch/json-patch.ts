import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { isEqual } from "../is-equal.ts";
import { PatchError } from "./patch-error.ts";

type Container = JsonObject | JsonValue[];

/** Where an operation takes effect. */
interface Target {
  readonly container: Container;
  readonly key: string;
}

interface Context {
  document: JsonValue;
  readonly operation: JsonObject;
}

/**
 * The document with a JSON patch (RFC 6902) applied, operation by operation; its arguments stay as they are. Throws `PatchError`
 * for an operation that does not apply. Mirrors: Patch.Apply, gopkg.in/evanphx/json-patch.v4 v4.13.0, which is laxer than the RFC:
 * `add` replaces, `replace` of a missing key of a map adds it, indexes may count from the end.
 */
export function jsonPatch(original: JsonObject, operations: readonly JsonObject[]): JsonValue {
  let document: JsonValue = deepCopy(original);
  for (const operation of operations) {
    const name = typeof operation.op === "string" ? operation.op : "unknown";
    const apply = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (apply === undefined) throw new PatchError(`Unexpected kind: ${name}`);
    const context: Context = { document, operation };
    apply(context);
    document = context.document;
  }
  return document;
}

const OPERATIONS: Readonly<Record<string, (context: Context) => void>> = {
  add(context) {
    const path = textOf(context, "path", "add");
    insert(find(context, path, "add operation does not apply: doc is missing path"), valueIn(context), path);
  },
  remove(context) {
    const path = textOf(context, "path", "remove");
    remove(find(context, path, "remove operation does not apply: doc is missing path"), path);
  },
  replace(context) {
    const path = textOf(context, "path", "replace");
    const value = valueIn(context);
    if (path === "") {
      if (!isContainer(value)) throw new PatchError("replace operation value must be object or array");
      context.document = value;
      return;
    }
    const target = find(context, path, "replace operation does not apply: doc is missing path");
    const { container, key } = target;
    if (!Array.isArray(container)) {
      container[key] = value;
      return;
    }
    const index = indexIn(container, key);
    if (index === undefined) throw missing(`replace operation does not apply: doc is missing key: ${path}`);
    container[index] = value;
  },
  move(context) {
    const from = textOf(context, "from", "move");
    const source = find(context, from, "move operation does not apply: doc is missing from path");
    const value = get(source, from);
    remove(source, from);
    const path = textOf(context, "path", "move");
    const target = find(context, path, "move operation does not apply: doc is missing destination path");
    insert(target, value ?? null, path);
  },
  copy(context) {
    const from = textOf(context, "from", "copy");
    const value = get(find(context, from, "copy operation does not apply: doc is missing from path"), from);
    const path = textOf(context, "path", "copy");
    const target = find(context, path, "copy operation does not apply: doc is missing destination path");
    insert(target, deepCopy(value ?? null), path);
  },
  test(context) {
    const path = textOf(context, "path", "test");
    const expected = context.operation.value ?? null;
    const found =
      path === "" ? context.document : get(find(context, path, "test operation does not apply: is missing path"), path);
    if (!isEqual(found ?? null, expected)) throw new PatchError(`testing value ${path} failed: test failed`);
  },
};

function textOf({ operation }: Context, field: "path" | "from", name: string): string {
  const text = operation[field];
  if (typeof text === "string") return text;
  throw missing(`${name} operation failed to decode ${field}`);
}

function valueIn({ operation }: Context): JsonValue {
  return deepCopy(operation.value ?? null);
}

/** The container that holds the last part of a path. Throws `PatchError` when one on the way is missing. */
function find({ document }: Context, path: string, text: string): Target {
  const parts = path.split("/").slice(1).map(unescaped);
  const key = parts.pop();
  let container: JsonValue | undefined = document;
  for (const part of parts) container = isContainer(container) ? get({ container, key: part }, path, true) : undefined;
  if (key === undefined || !isContainer(container)) throw missing(`${text}: ${JSON.stringify(path)}`);
  return { container, key };
}

function get({ container, key }: Target, path: string, isOnTheWay = false): JsonValue | undefined {
  if (!Array.isArray(container)) return Object.hasOwn(container, key) ? container[key] : undefined;
  const index = indexIn(container, key);
  if (index !== undefined || isOnTheWay) return index === undefined ? undefined : container[index];
  throw new PatchError(`error for path: '${path}': Unable to access invalid index: ${key}: invalid index referenced`);
}

function insert({ container, key }: Target, value: JsonValue, path: string): void {
  if (!Array.isArray(container)) {
    container[key] = value;
    return;
  }
  if (key === "-") {
    container.push(value);
    return;
  }
  const index = indexIn([...container, null], key);
  if (index === undefined) throw new PatchError(`error in add for path: '${path}': Unable to access invalid index`);
  container.splice(index, 0, value);
}

function remove({ container, key }: Target, path: string): void {
  if (Array.isArray(container)) {
    const index = indexIn(container, key);
    if (index === undefined)
      throw new PatchError(`error in remove for path: '${path}': Unable to access invalid index`);
    container.splice(index, 1);
    return;
  }
  if (!Object.hasOwn(container, key)) {
    throw missing(`error in remove for path: '${path}': Unable to remove nonexistent key: ${key}`);
  }
  delete container[key];
}

/** The place in a list; undefined when there is none. Negative ones count from the end. */
function indexIn(list: readonly JsonValue[], key: string): number | undefined {
  if (!/^[+-]?\d+$/.test(key)) return undefined;
  const index = Number(key) < 0 ? Number(key) + list.length : Number(key);
  return index >= 0 && index < list.length ? index : undefined;
}

function isContainer(value: JsonValue | undefined): value is Container {
  return Array.isArray(value) || isObject(value);
}

function missing(text: string): PatchError {
  return new PatchError(`${text}: missing value`);
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function deepCopy(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(deepCopy);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deepCopy(inner)]));
}
