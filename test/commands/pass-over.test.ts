import { expect, test } from "vitest";
import { passOver } from "../../src/commands/pass-over.ts";

const ROLE = "apiVersion: rbac/v1\nkind: Role\nmetadata: {name: é}\n";
const SET = "kind: StatefulSet\nmetadata: {name: web}\n";

function rest(text: string): string | undefined {
  return passOver({ name: "all.yaml", text }).source?.text;
}

test("documents of no interest become blanks, so that positions stay", () => {
  const text = `${ROLE}---\n${SET}---\r\n${ROLE}`;
  const { source, passedOver } = passOver({ name: "all.yaml", text });
  expect(passedOver).toEqual(["Role", "Role"]);
  expect(source?.text).toHaveLength(text.length);
  expect(source?.text.indexOf("kind: StatefulSet")).toBe(text.indexOf("kind: StatefulSet"));
  expect(source?.text.replace(/ +$/gm, "")).toBe(`\n\n\n---\n${SET}---\r\n\n\n\n`);
});

test("a file without anything of interest is not read at all", () => {
  expect(rest(ROLE)).toBeUndefined();
});

test.each([
  ["a set", SET],
  ["a list", `kind: RoleList\nitems: []\n`],
  ["JSON", '{"kind": "Role"}'],
  ["a kind that is not plain", "kind: &k Role\n"],
  ["two kinds", "kind: Role\nkind: StatefulSet\n"],
  ["a kind further in", "x:\n  kind: Role\n"],
])("%s is read", (_, text) => {
  expect(rest(text)).toBe(text);
});
