import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { EXPECTATION_KEYS } from "../../../src/commands/scenario/expectations.ts";
import { ACTIONS, SCENARIO } from "../../../src/commands/scenario/scenario-shape.ts";
import { checkShape, type Shape } from "../../../src/commands/scenario/shape.ts";
import { NEWEST } from "../../../src/kubernetes/versions/registry.ts";
import type { JsonObject, JsonValue } from "../../../src/model/json.ts";
import { readValues } from "../../../src/parse/read-values.ts";

const schema = JSON.parse(readFileSync("schemas/scenario.schema.json", "utf8"));
const validate = new Ajv.default({
  allErrors: true,
  allowUnionTypes: true,
  strictTuples: false,
  strictTypes: false,
}).compile(schema);

const SET: JsonObject = { kind: "StatefulSet", metadata: { name: "web" } };
const FULL: JsonObject = {
  id: "a",
  description: "b",
  kubernetesVersion: "1.36",
  featureGates: { MaxUnavailableStatefulSet: true },
  environment: {
    startSeconds: 1,
    terminateSeconds: 0,
    gcSeconds: 2,
    terminalAtOnce: true,
    perPod: { "2": { startSeconds: 3 } },
    broken: [{ pod: "web-1", image: "x", revision: "y" }],
  },
  operations: [
    { at: "settled", apply: SET },
    { at: 3, apply: "web.yml" },
    { at: "+3", scale: 2 },
    { setImage: { nginx: "nginx:2" } },
    { setPartition: 1 },
    { rolloutRestart: true },
    { relabelPod: { name: "web-0", labels: { a: "b", c: null } } },
    { deleteSet: true },
  ],
  expect: [
    {
      versions: ["1.37.0"],
      after: 1,
      outcome: "complete",
      doneWithin: 3,
      minReady: 1,
      minAvailable: 1,
      maxUnavailable: 1,
      neverDeleted: "web-*",
      neverCreated: ["web-3"],
      created: ["web-0"],
      deleted: [],
      updated: [],
      claims: [],
      trace: [{ t: 0 }],
      final: { outcome: "complete" },
    },
  ],
};

describe("the scenario format", () => {
  test("may say all of this, and the schema agrees", () => {
    expect(checkShape(FULL, SCENARIO)).toEqual([]);
    expect(validate(FULL), JSON.stringify(validate.errors)).toBe(true);
  });

  test("needs no more than operations", () => {
    expect(checkShape({ operations: [] }, SCENARIO)).toEqual([]);
    expect(validate({ operations: [] })).toBe(true);
  });

  test.each<[string, JsonValue, string]>([
    ["a text", "x", ": it must be a mapping"],
    ["no operations", {}, ": operations is missing"],
    ["an unknown field", { operations: [], evnironment: {} }, 'evnironment: there is no field "evnironment" here'],
    [
      "a version without quotes",
      { operations: [], kubernetesVersion: 1.36 },
      "kubernetesVersion: it must be a version",
    ],
    ["a gate that is no switch", { operations: [], featureGates: { A: "yes" } }, "featureGates.A: it must be true or"],
    ["half a second", { operations: [], environment: { startSeconds: 0.5 } }, "environment.startSeconds: it must be a"],
    ["an ordinal that is none", { operations: [], environment: { perPod: { a: {} } } }, "environment.perPod.a: a key"],
    ["an unknown time", { operations: [{ at: "later", scale: 1 }] }, "operations.0.at: it must be settled"],
    ["an unknown action", { operations: [{ scael: 1 }] }, 'operations.0.scael: there is no field "scael" here'],
    ["an action with no", { operations: [{ deleteSet: false }] }, "operations.0.deleteSet: it must be true"],
    ["an unknown outcome", { operations: [], expect: { outcome: "done" } }, "expect.outcome: it must be one of"],
    [
      "an unknown expectation",
      { operations: [], expect: [{ maxUnready: 1 }] },
      "expect.0.maxUnready: there is no field",
    ],
    ["a list of numbers", { operations: [], expect: { created: [0] } }, "expect.created.0: it must be a text"],
    [
      "relabel without labels",
      { operations: [{ relabelPod: { name: "a" } }] },
      "operations.0.relabelPod: labels is missing",
    ],
  ])("refuses %s, and so does the schema", (_, scenario, message) => {
    const texts = checkShape(scenario, SCENARIO).map((problem) => `${problem.path.join(".")}: ${problem.message}`);
    expect(
      texts.some((text) => text.startsWith(message)),
      texts.join("\n"),
    ).toBe(true);
    expect(validate(scenario)).toBe(false);
  });

  test("knows the same fields as the schema", () => {
    const { operation, expectation, environment } = schema.definitions;
    expect(Object.keys(operation.properties).sort()).toEqual(["at", ...Object.keys(ACTIONS)].sort());
    expect(Object.keys(expectation.properties).sort()).toEqual(["after", "versions", ...EXPECTATION_KEYS].sort());
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(fieldsOf(SCENARIO)).sort());
    expect(Object.keys(environment.properties).sort()).toEqual(
      Object.keys(fieldsOf(fieldsOf(SCENARIO).environment)).sort(),
    );
  });

  test("the example keeps the schema", () => {
    const text = readFileSync("fixtures/examples/rollout-rehearsal.yml", "utf8");
    const { values } = readValues({ name: "rollout-rehearsal.yml", text }, NEWEST.behaviour);
    const scenarios = values.flatMap(({ value }) => (Array.isArray(value) ? value : [value]));
    expect(scenarios).toHaveLength(2);
    for (const scenario of scenarios) expect(validate(scenario), JSON.stringify(validate.errors)).toBe(true);
  });
});

function fieldsOf(shape: Shape | undefined): Readonly<Record<string, Shape>> {
  return shape?.kind === "fields" ? shape.fields : {};
}
