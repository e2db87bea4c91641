import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { decodeConfig, NO_CONFIG } from "../../src/lint/config.ts";
import { RULES } from "../../src/lint/registry.ts";
import type { JsonObject } from "../../src/model/json.ts";

const schema = JSON.parse(readFileSync("schemas/config.schema.json", "utf8"));
const validate = new Ajv.default({ allErrors: true }).compile(schema);

const FULL: JsonObject = {
  kubernetesVersion: "1.36",
  featureGates: { MaxUnavailableStatefulSet: true },
  clusterDomain: "corp.test",
  namespace: "data",
  strict: true,
  failOn: "warning",
  maxWarnings: 3,
  rules: { STS403: "off", "even-quorum": "error", STS310: "info" },
  ignore: [{ rules: ["STS204", "API"], paths: ["vendor/**"], objects: ["Service */legacy"], reason: "not ours" }],
};

describe("the config file", () => {
  test("may say all of this, and the schema agrees", () => {
    expect(validate(FULL), JSON.stringify(validate.errors)).toBe(true);
    expect(decodeConfig(FULL, ".sts-plan.yaml")).toEqual({
      ...FULL,
      rules: { STS403: "off", STS504: "error", STS310: "info" },
    });
  });

  test("may be empty", () => {
    expect(decodeConfig(null, ".sts-plan.yaml")).toEqual(NO_CONFIG);
    expect(decodeConfig({}, ".sts-plan.yaml")).toEqual(NO_CONFIG);
  });

  test("knows `off` also as YAML reads it", () => {
    expect(decodeConfig({ rules: { STS403: false } }, "c").rules).toEqual({ STS403: "off" });
  });

  test.each<[string, JsonObject, RegExp]>([
    ["an unknown field", { rulse: {} }, /rulse is not known/],
    ["an unknown rule", { rules: { STS4O3: "off" } }, /no rule "STS4O3"/],
    ["an unknown severity", { rules: { STS403: "fatal" } }, /rules.STS403 must be one of/],
    ["an ignore without reason", { ignore: [{ rules: ["STS403"] }] }, /ignore\[0\] gives no reason/],
    ["an unknown field of an ignore", { ignore: [{ path: "x", reason: "y" }] }, /ignore\[0\].path is not known/],
    ["a version without quotes", { kubernetesVersion: 1.3 }, /kubernetesVersion is a number/],
    ["a negative number of warnings", { maxWarnings: -1 }, /maxWarnings must be/],
  ])("refuses %s, and so does the schema", (_, config, message) => {
    expect(() => decodeConfig(config, ".sts-plan.yaml")).toThrow(message);
    expect(validate(config)).toBe(false);
  });

  test("the schema lists exactly the rules that there are", () => {
    const names = RULES.flatMap((rule) => [rule.id, rule.name]).sort();
    expect([...schema.definitions.ruleName.enum].sort()).toEqual(names);
  });
});
