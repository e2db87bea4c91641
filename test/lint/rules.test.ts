import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolveVersion } from "../../src/kubernetes/versions/registry.ts";
import { lintInventory } from "../../src/lint/lint-inventory.ts";
import { ALL_DEFAULTS, type LintOptions } from "../../src/lint/lint-options.ts";
import { RULES } from "../../src/lint/registry.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { SourceFile } from "../../src/model/source.ts";
import { readInventory } from "./read-inventory.ts";

const FIXTURES = "fixtures/rules";

/** The first line of a fixture may set options: `# options: version=1.35.3 strict exclude=STS101 gate:Name=false`. */
function optionsOf(source: SourceFile, rule: string): LintOptions {
  const words = /^# options: (.*)$/m.exec(source.text)?.[1]?.split(" ") ?? [];
  const word = (key: string) => words.find((entry) => entry.startsWith(`${key}=`))?.slice(key.length + 1);
  const version = resolveVersion(word("version") ?? "1.37");
  if (version === undefined) throw new Error(`unknown version in ${source.name}`);
  const gates = { ...version.gates };
  for (const entry of words) {
    const gate = /^gate:(\w+)=(\w+)$/.exec(entry);
    if (gate?.[1]) gates[gate[1]] = gate[2] === "true";
  }
  return {
    version: { ...version, gates },
    clusterDomain: word("domain") ?? "cluster.local",
    strict: words.includes("strict"),
    rules: { ...ALL_DEFAULTS, include: [rule], exclude: (word("exclude") ?? "").split(",") },
    ignores: [],
    sources: [source],
  };
}

function lintFixture(rule: string, file: string): readonly Diagnostic[] {
  const source = { name: file, text: readFileSync(join(FIXTURES, rule, file), "utf8") };
  return lintOne(source, optionsOf(source, rule));
}

function lintOne(source: SourceFile, options: LintOptions): readonly Diagnostic[] {
  return lintInventory(readInventory([source], options.version), options);
}

function show(diagnostic: Diagnostic): string {
  const { file, range, severity, rule, message, help, related } = diagnostic;
  const lines = [`${file}:${range.start.line}:${range.start.column} ${severity} ${rule}: ${message}`];
  if (help !== null) lines.push(`  help: ${help}`);
  for (const place of related) {
    lines.push(`  ${place.range.file}:${place.range.start.line}:${place.range.start.column} ${place.message}`);
  }
  return lines.join("\n");
}

test("each rule has a file, a registry line and a fixture folder of its name", () => {
  const names = RULES.map((rule) => rule.name).sort();
  const files = readdirSync("src/lint/rules").map((file) => file.replace(/\.ts$/, ""));
  expect(files.sort()).toEqual(names);
  expect(readdirSync(FIXTURES).sort()).toEqual(names);
  expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
});

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  const folder = join(FIXTURES, name);
  const files = existsSync(folder) ? readdirSync(folder) : [];

  test("finds its fault, and nothing else", async () => {
    const bad = files.filter((file) => file.startsWith("bad")).sort();
    expect(bad.length).toBeGreaterThan(0);
    const shown = bad.map((file) => {
      const diagnostics = lintFixture(name, file);
      expect(diagnostics.length, file).toBeGreaterThan(0);
      expect(new Set(diagnostics.map((diagnostic) => diagnostic.rule)), file).toEqual(new Set([rule.id]));
      return diagnostics.map(show).join("\n");
    });
    await expect(`${shown.join("\n\n")}\n`).toMatchFileSnapshot(join("../..", folder, "expected.txt"));
  });

  test("is silent about the sound twin", () => {
    const good = files.filter((file) => file.startsWith("good"));
    expect(good.length).toBeGreaterThan(0);
    for (const file of good) expect(lintFixture(name, file).map(show), file).toEqual([]);
  });
});
