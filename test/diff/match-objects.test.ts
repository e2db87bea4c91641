import { expect, test } from "vitest";
import { matchObjects } from "../../src/diff/match-objects.ts";
import type { InputObject } from "../../src/model/inventory.ts";
import type { JsonObject } from "../../src/model/json.ts";

function object(gvk: string, identity: string, spec: JsonObject = {}): InputObject {
  const [namespace = "", name = ""] = identity.split("/");
  const manifest = { file: "a.yaml", index: 0, apiVersion: "", kind: "", namespace, name, value: {} };
  const start = { offset: 0, line: 1, column: 1 };
  const locate = () => ({ file: "a.yaml", start, end: start });
  return {
    manifest: { ...manifest, locate },
    gvk,
    namespace,
    name,
    stored: { metadata: { name, namespace }, spec },
    accepted: true,
  };
}

const SET = "apps/v1 StatefulSet";
const spec = (name: string): JsonObject => ({
  serviceName: name,
  replicas: 3,
  template: { image: "db:1", args: ["-x"] },
});
const pairs = (before: InputObject[], after: InputObject[]) =>
  matchObjects(before, after).map((pair) => [pair.before?.name, pair.after?.name, pair.renamed]);

test("same kind, namespace and name belong together", () => {
  expect(
    pairs(
      [object(SET, "default/web"), object("v1 Service", "default/web")],
      [object("v1 Service", "default/web"), object(SET, "default/web")],
    ),
  ).toEqual([
    ["web", "web", false],
    ["web", "web", false],
  ]);
});

test("an API version is no part of the identity", () => {
  expect(pairs([object("apps/v1beta2 StatefulSet", "default/web")], [object(SET, "default/web")])).toEqual([
    ["web", "web", false],
  ]);
});

test("a set under another name, otherwise alike, is a rename", () => {
  expect(pairs([object(SET, "default/db", spec("db"))], [object(SET, "default/database", spec("database"))])).toEqual([
    ["db", "database", true],
  ]);
});

test("a set moved to another namespace is a rename", () => {
  const [pair] = matchObjects([object(SET, "a/db", spec("db"))], [object(SET, "b/db", spec("db"))]);
  expect(pair?.renamed).toBe(true);
});

test("objects that share little are one gone and one new", () => {
  const other = { serviceName: "x", replicas: 9, template: { image: "web:7", args: ["-y"] } };
  expect(pairs([object(SET, "default/db", spec("db"))], [object(SET, "default/web", other)])).toEqual([
    [undefined, "web", false],
    ["db", undefined, false],
  ]);
});
