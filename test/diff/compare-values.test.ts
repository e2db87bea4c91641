import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareValues } from "../../src/diff/compare-values.ts";
import type { JsonObject } from "../../src/model/json.ts";

/** Containers and their env are told apart by name, as the API's merge keys say. */
const byName = (path: readonly (string | number)[]) =>
  ["containers", "env"].includes(String(path.at(-1))) ? ["name"] : undefined;

const compare = (before: JsonObject, after: JsonObject) => compareValues(before, after, byName, "absent");
const shown = (before: JsonObject, after: JsonObject) =>
  compare(before, after).changes.map(({ kind, path, old, new: now }) => [kind, path, old, now]);

describe("compareValues", () => {
  test("names the one field that differs", () => {
    expect(shown({ spec: { replicas: 2, name: "a" } }, { spec: { name: "a", replicas: 3 } })).toEqual([
      ["change", "spec.replicas", 2, 3],
    ]);
  });

  test("an inserted container does not shift the others", () => {
    const before = { containers: [{ name: "db", image: "db:1" }] };
    const after = {
      containers: [
        { name: "proxy", image: "p:1" },
        { name: "db", image: "db:2" },
      ],
    };
    expect(shown(before, after)).toEqual([
      ["add", "containers[proxy]", null, { name: "proxy", image: "p:1" }],
      ["change", "containers[db].image", "db:1", "db:2"],
    ]);
    expect(compare(before, after).changes[1]?.at).toEqual(["containers", 1, "image"]);
  });

  test("another order of keyed items is one change", () => {
    const a = { name: "A", value: "1" };
    const b = { name: "B", value: "2" };
    expect(shown({ env: [a, b] }, { env: [b, a] })).toEqual([["reorder", "env", ["A", "B"], ["B", "A"]]]);
  });

  test("lists without keys are compared by position", () => {
    expect(shown({ args: ["a", "b"] }, { args: ["a", "c", "d"] })).toEqual([
      ["change", "args[1]", "b", "c"],
      ["add", "args[2]", null, "d"],
    ]);
  });

  test("items that share a key are compared by position", () => {
    const before = {
      env: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    };
    const after = {
      env: [
        { name: "A", value: "1" },
        { name: "A", value: "3" },
      ],
    };
    expect(shown(before, after)).toEqual([["change", "env[1].value", "2", "3"]]);
  });

  test("empty maps and lists count only where they are stored", () => {
    expect(shown({ a: 1 }, { a: 1, affinity: {}, args: [] })).toEqual([]);
    expect(compareValues({ a: 1 }, { a: 1, affinity: {} }, byName, "different").changes).toHaveLength(1);
  });

  test("counts what stays", () => {
    expect(compare({ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 2, d: 4 } }).unchanged).toBe(2);
  });

  test("an object does not differ from itself, whatever the order of its keys", () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(object, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(compare(value, reversed).changes).toEqual([]);
      }),
    );
  });
});
