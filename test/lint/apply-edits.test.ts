import { describe, expect, test } from "vitest";
import { applyEdits, toTextEdit } from "../../src/lint/apply-edits.ts";
import type { FieldEdit } from "../../src/lint/rule.ts";
import { readInventory } from "./read-inventory.ts";

function fixed(text: string, edit: FieldEdit): string | undefined {
  const [object] = readInventory([{ name: "web.yaml", text }]).objects;
  const change = object && toTextEdit(edit, object.manifest, text);
  return change && applyEdits(text, [change]);
}

const addType: FieldEdit = {
  kind: "add-keys",
  at: ["spec", "volumeClaimTemplates", 0],
  keys: { apiVersion: "v1", kind: "PersistentVolumeClaim" },
};
const HEAD = "apiVersion: apps/v1\nkind: StatefulSet\n";

describe("adding keys keeps comments and layout", () => {
  test.each([
    [
      "behind a dash",
      "spec:\n  volumeClaimTemplates: # disks\n  - metadata:\n      name: data # the data\n",
      "spec:\n  volumeClaimTemplates: # disks\n  - apiVersion: v1\n    kind: PersistentVolumeClaim\n    metadata:\n      name: data # the data\n",
    ],
    [
      "on a line below the dash",
      "spec:\n  volumeClaimTemplates:\n    -\n      metadata:\n        name: data\n",
      "spec:\n  volumeClaimTemplates:\n    -\n      apiVersion: v1\n      kind: PersistentVolumeClaim\n      metadata:\n        name: data\n",
    ],
    [
      "with Windows line ends",
      "spec:\r\n  volumeClaimTemplates:\r\n  - metadata: {name: data}\r\n",
      "spec:\r\n  volumeClaimTemplates:\r\n  - apiVersion: v1\r\n    kind: PersistentVolumeClaim\r\n    metadata: {name: data}\r\n",
    ],
    [
      "inside braces",
      "spec: {volumeClaimTemplates: [{metadata: {name: data}}]}\n",
      "spec: {volumeClaimTemplates: [{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}}]}\n",
    ],
  ])("%s", (_, before, after) => {
    expect(fixed(HEAD + before, addType)).toBe(HEAD + after);
  });

  test("in JSON", () => {
    const json = '{"kind": "StatefulSet", "spec": {"volumeClaimTemplates": [{\n  "metadata": {"name": "data"}}]}}';
    expect(JSON.parse(fixed(json, addType) ?? "").spec.volumeClaimTemplates[0]).toEqual({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "data" },
    });
  });

  test("not where the item is an alias", () => {
    const text = "x: &claim\n  metadata: {name: data}\nspec:\n  volumeClaimTemplates:\n  - *claim\n";
    expect(fixed(HEAD + text, addType)).toBeUndefined();
  });
});

test("a key is renamed, a value replaced, in its own quotes", () => {
  const rename: FieldEdit = { kind: "rename-key", at: ["spec", "replica"], to: "replicas" };
  expect(fixed(`${HEAD}spec:\n  replica: 3 # three\n`, rename)).toBe(`${HEAD}spec:\n  replicas: 3 # three\n`);
  expect(fixed(`${HEAD}spec:\n  "replica": 3\n`, rename)).toBe(`${HEAD}spec:\n  "replicas": 3\n`);
  const replace: FieldEdit = { kind: "replace-value", at: ["spec", "restartPolicy"], value: "Always" };
  const policy = (word: string) => `${HEAD}spec:\n  restartPolicy: '${word}'\n`;
  expect(fixed(policy("always"), replace)).toBe(policy("Always"));
});

test("of two edits that overlap the first wins", () => {
  const edits = [
    { offset: 0, length: 3, text: "x" },
    { offset: 1, length: 1, text: "y" },
    { offset: 4, length: 0, text: "z" },
  ];
  expect(applyEdits("abcdef", edits)).toBe("xdzef");
});
