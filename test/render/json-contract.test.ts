import { readdirSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { filesBelow, memoryHost } from "../cli/memory-host.ts";

function validatorOf(report: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(`schemas/${report}-report.schema.json`, "utf8"));
  return new Ajv({ allErrors: true, strictTuples: false, allowUnionTypes: true }).compile(schema);
}

const validate = validatorOf("plan");

const EXAMPLES = filesBelow("fixtures/examples");
const REFUSED = filesBelow("fixtures/cli/refused-by-the-server");
const MANY = filesBelow("fixtures/cli/many-inputs");

async function plan(...argv: string[]): Promise<unknown> {
  const host = memoryHost({ ...EXAMPLES, ...REFUSED, ...MANY });
  await main(["apply", ...argv, "-o", "json"], host);
  expect(host.output.stderr).toBe("");
  return JSON.parse(host.output.stdout);
}

describe("the JSON of a plan keeps its schema", () => {
  test.for([
    ["redis-sts.yml"],
    ["web.yml"],
    ["web.yml", "--never-ready", "web-1"],
    ["myapp.yml", "--kubernetes-version", "1.30"],
    ["rbd-inline.yml"],
    ["pasted-without-indent.yml"],
    ["misspelt.yml"],
    ["wrong-types.yml"],
    ["one-bad-one-good.yml"],
    ["app", "-R"],
    ["missing.yml", "web.yml"],
  ])("%s", async (argv) => {
    validate(await plan(...argv));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe.each([
  ["names", "names"],
  ["graph", "graph"],
  ["lint", "lint"],
])("the JSON of %s keeps its schema", (command, report) => {
  const validator = validatorOf(report);
  test.for([
    "redis-sts.yml",
    "web.yml",
    "redis-pv-sts.yml",
    "pasted-without-indent.yml",
    "misspelt.yml",
    "missing.yml",
  ])("%s", async (file) => {
    const host = memoryHost({ ...EXAMPLES, ...REFUSED });
    await main([command, file, "-o", "json"], host);
    validator(JSON.parse(host.output.stdout));
    expect(validator.errors ?? []).toEqual([]);
  });
});

describe("the JSON of next keeps its schema", () => {
  const validator = validatorOf("next");
  test.for(readdirSync("fixtures/cli").filter((name) => name.startsWith("next-") && name !== "next-wrong-input"))(
    "%s",
    async (name) => {
      const host = memoryHost(filesBelow(`fixtures/cli/${name}`));
      await main(["next", "dump.yaml", "-o", "json"], host);
      validator(JSON.parse(host.output.stdout));
      expect(validator.errors ?? []).toEqual([]);
    },
  );
});

describe("the JSON of simulate keeps its schema", () => {
  const validator = validatorOf("scenario");
  test.for(["rollout-rehearsal.yml", "one-op.yml", "never-ready.yml", "misspelt.yml"])("%s", async (name) => {
    const host = memoryHost({ ...EXAMPLES, ...filesBelow("fixtures/cli/simulate") });
    await main(["simulate", name, "-f", "web.yml", "-o", "json"], host);
    validator(JSON.parse(host.output.stdout));
    expect(validator.errors ?? []).toEqual([]);
  });
});

test("the steps of the contract have all their keys", async () => {
  const report = (await plan("web.yml")) as { plans: { steps: object[] }[] };
  for (const step of report.plans.flatMap(({ steps }) => steps)) {
    expect(Object.keys(step)).toEqual(["n", "t", "action", "pod", "claim", "revision", "reason", "waitedFor"]);
  }
});

test("the keys of the contract stand in its order", async () => {
  const report = (await plan("web.yml")) as { plans: object[] };
  expect(Object.keys(report)).toEqual([
    "apiVersion",
    "kind",
    "kubernetesVersion",
    "plans",
    "diagnostics",
    "summary",
    "answers",
  ]);
  expect(Object.keys(report.plans[0] ?? {})).toEqual([
    "statefulSet",
    "action",
    "governingService",
    "revisions",
    "pods",
    "claims",
    "trace",
    "steps",
    "durationSeconds",
    "outcome",
    "blockedBy",
    "dataRisk",
    "heldBack",
    "change",
  ]);
});

test("YAML says the same as JSON", async () => {
  const host = memoryHost(EXAMPLES);
  await main(["apply", "redis-sts.yml", "-o", "yaml"], host);
  const { parse } = await import("yaml");
  expect(parse(host.output.stdout)).toEqual(await plan("redis-sts.yml"));
});
