import { expect, test } from "vitest";
import { jsonPieces, toJson } from "../../src/render/json/to-json.ts";

test.each([
  ["a word", "é\n"],
  ["nothing in it", { a: [], b: {}, c: undefined }],
  ["short", { a: [1, 2], b: 3n }],
  ["wide", { a: ["x".repeat(120)], b: null }],
  ["long", Array.from({ length: 200 }, (_, i) => i)],
  ["long below", { a: { b: [{ c: Array.from({ length: 111 }, (_, i) => ({ i, u: undefined })) }, 1] }, d: "x" }],
  ["many keys", Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`k${i}`, i % 2 ? undefined : [i]]))],
])("the pieces are the text: %s", (_, value) => {
  expect([...jsonPieces(value)].join("")).toBe(toJson(value));
});
