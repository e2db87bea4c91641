import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compareScenario, type ScenarioRecord } from "../conformance/scenario.ts";
import { recordedAdmission } from "./recorded-admission.ts";

/** Their revisions collide by name, which only the real hash shows. */
const NEEDS_HASHES = /^name-collision-/;

function read(name: string): ScenarioRecord[] {
  const file = new URL(`../../fixtures/oracle/${name}.jsonl.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().trim().split("\n");
  return lines.map((line) => JSON.parse(line)).filter(({ id }) => !NEEDS_HASHES.test(id));
}

describe.each(["scenarios-basic", "scenarios-random", "scenarios-adversarial"])("%s", (name) => {
  test("the controller does what the real one did, letter for letter", () => {
    const differences: string[] = [];
    let errorTexts = 0;
    let equalErrorTexts = 0;
    for (const record of read(name)) {
      for (const versionName of record.expect.flatMap(({ versions }) => versions)) {
        const result = compareScenario(record, versionName, (version) => recordedAdmission(record, version));
        if (result.difference !== undefined) differences.push(`${record.id} ${versionName}: ${result.difference}`);
        errorTexts += result.errorTexts;
        equalErrorTexts += result.equalErrorTexts;
      }
    }
    expect(differences).toEqual([]);
    expect(equalErrorTexts).toBe(errorTexts);
  }, 60_000);
});
