import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { diffCommand } from "../../src/commands/diff.ts";
import { upgradeCommand } from "../../src/commands/upgrade.ts";
import { reportJson } from "../../src/render/json/report-json.ts";
import { toJson } from "../../src/render/json/to-json.ts";

const ROOT = new URL("../../fixtures/diff/", import.meta.url);
const isValid = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync("schemas/diff-report.schema.json", "utf8")),
);

test.for(readdirSync(ROOT))("the JSON of %s is as its schema says", (name) => {
  const read = (side: string) => [
    { name: `${side}.yaml`, text: readFileSync(new URL(`${name}/${side}.yaml`, ROOT), "utf8") },
  ];
  const files = new Map([
    ["from", read("old")],
    ["filename", read("new")],
  ]);
  const input = { sources: (attribute: string) => files.get(attribute) ?? [], problems: [] };
  for (const report of [
    diffCommand.run({}, input),
    upgradeCommand.run({ fromVersion: "1.33", toVersion: "1.34.0" }, input),
  ]) {
    const written = JSON.parse(toJson(reportJson(report)));
    expect(isValid(written) ? [] : isValid.errors).toEqual([]);
    expect(written.objects.length).toBeGreaterThan(0);
  }
});
