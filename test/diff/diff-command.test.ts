import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffCommand } from "../../src/commands/diff.ts";
import type { DiffReport } from "../../src/model/report.ts";
import { drawDiffReport } from "../../src/render/text/diff-text.ts";
import { PLAIN } from "../../src/render/theme.ts";

const ROOT = new URL("../../fixtures/diff/", import.meta.url);
const CASES = readdirSync(ROOT).sort();

function diff(name: string): DiffReport {
  const read = (side: string) => [
    { name: `${side}.yaml`, text: readFileSync(new URL(`${name}/${side}.yaml`, ROOT), "utf8") },
  ];
  const files = new Map([
    ["from", "old"],
    ["filename", "new"],
  ]);
  const sources = (attribute: string) => [files.get(attribute) ?? []].flat().flatMap(read);
  const report = diffCommand.run({}, { sources, problems: [] });
  if (report.kind !== "DiffReport") throw new Error("diff answers with a DiffReport");
  return report;
}

test.for(CASES)("%s is answered as its author would have wanted", async (name) => {
  const report = diff(name);
  const options = {
    theme: PLAIN,
    width: 100,
    sources: new Map<string, string>(),
    isWatchView: false,
    showsStored: false,
    comparesControllers: false,
    toolVersion: "0",
    verbosity: "normal" as const,
  };
  await expect(drawDiffReport(report, options)).toMatchFileSnapshot(`../../fixtures/diff/${name}/expected.txt`);
});

test("every recipe that can be simulated ends complete, with all claims kept", () => {
  const recipes = CASES.flatMap((name) =>
    diff(name).objects.flatMap(({ recipe }) => (recipe ? [{ name, recipe }] : [])),
  );
  const simulated = recipes.filter(({ recipe }) => recipe.outcome !== "not-simulated");
  expect(simulated.length).toBeGreaterThan(8);
  for (const { name, recipe } of simulated) {
    expect([name, recipe.outcome, recipe.keptClaims.length]).toEqual([name, "complete", 3]);
  }
});
