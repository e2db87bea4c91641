import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { functionOptions, toResult, withResults } from "../../src/commands/resource-list.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { readInventory } from "../lint/read-inventory.ts";

const LIST = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
# the items
items:
- apiVersion: apps/v1 # this one
  kind: StatefulSet
  metadata:
    name: web
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  data: {strict: "true"}
`;
const result = { message: 'a "quoted" message: with colon', severity: "error" };

describe("the list goes through unchanged", () => {
  test("with results at its end", () => {
    const text = withResults(LIST, [result]);
    expect(text.startsWith(LIST)).toBe(true);
    expect(parse(text).results).toEqual([result]);
  });

  test("without any", () => {
    expect(withResults(LIST, [])).toBe(LIST);
  });

  test("old results give way", () => {
    const old = LIST.replace("functionConfig", "results:\n- message: old\n  severity: info\nfunctionConfig");
    expect(withResults(old, [result])).toBe(withResults(LIST, [result]));
  });

  test("with Windows line ends", () => {
    const text = LIST.replaceAll("\n", "\r\n");
    expect(withResults(text, [])).toBe(text);
  });

  test("as JSON", () => {
    const json = JSON.stringify(parse(LIST));
    expect(JSON.parse(withResults(json, [result]))).toEqual({ ...parse(LIST), results: [result] });
  });
});

test("options come from the ConfigMap's data or another kind's spec", () => {
  expect(functionOptions(parse(LIST))).toEqual({ strict: "true" });
  expect(functionOptions({ functionConfig: { kind: "StsPlan", spec: { strict: true } } })).toEqual({ strict: true });
  expect(functionOptions({})).toEqual({});
});

test("a result names the object, its field and its file", () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  annotations: {internal.config.kubernetes.io/path: base/web.yaml, internal.config.kubernetes.io/index: "2"}
spec: {serviceName: web}
`;
  const [object] = readInventory([{ name: "x", text }]).objects;
  const position = { offset: 0, line: 1, column: 1 };
  const diagnostic: Diagnostic = {
    rule: "STS212",
    name: "governing-service-missing",
    source: "sts-plan",
    severity: "error",
    message: "No Service.",
    help: "Add one.",
    file: "x",
    range: { file: "x", start: position, end: position },
    path: "spec.serviceName",
    object: "StatefulSet default/web",
    related: [],
  };
  expect(toResult(diagnostic, object)).toEqual({
    message: "No Service. Add one.",
    severity: "error",
    tags: { rule: "STS212", name: "governing-service-missing" },
    resourceRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "web" },
    field: { path: "spec.serviceName", currentValue: "web" },
    file: { path: "base/web.yaml", index: 2 },
  });
});
