import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { READER_NOTES } from "../../src/commands/reader-notes.ts";
import { DIFF_RULES } from "../../src/diff/diff-rules.ts";
import { RULES } from "../../src/lint/registry.ts";
import type { Rule } from "../../src/lint/rule.ts";

const GROUPS: readonly [string, string][] = [
  ["STS0", "Suppressions"],
  ["STS1", "Identity: names, selectors, volumes"],
  ["STS2", "Service and DNS"],
  ["STS3", "Storage"],
  ["STS4", "Rollout and Pods"],
  ["STS5", "Disruption, quorum, autoscaling"],
];

test("RULES.md describes the rules that there are, with what they really say", async () => {
  await expect(page()).toMatchFileSnapshot("../../RULES.md");
});

function page(): string {
  const head = [
    "# Rules",
    "",
    "Made from the rules themselves and from what they say about `fixtures/rules/*/bad*.yaml`; `npm run test:update` writes it.",
    "",
    "A rule is named by its id or its name, in `--include`, `--exclude`, the config file and suppressions.",
    "*Advice* also meets sound manifests: it runs with `--strict`, with `--include`, or when the config file gives it a severity.",
    "",
  ];
  const groups = GROUPS.flatMap(([prefix, title]) => {
    const rules = RULES.filter((rule) => rule.id.startsWith(prefix));
    return [
      `## ${title}`,
      "",
      "| Id | Name | Severity | Fires when |",
      "| --- | --- | --- | --- |",
      ...rules.map(
        (rule) =>
          `| [${rule.id}](#${rule.id.toLowerCase()}) | ${rule.name} | ${severityText(rule)} | ${rule.summary} |`,
      ),
      "",
      ...rules.flatMap(section),
    ];
  });
  return [...head, ...groups, ...changeSection(), ...readerSection()].join("\n");
}

function changeSection(): string[] {
  return [
    "## Changes",
    "",
    "These need two states: `sts-plan diff` has them.",
    "",
    "| Id | Name | Severity | Fires when |",
    "| --- | --- | --- | --- |",
    ...DIFF_RULES.map(
      (rule) => `| [${rule.id}](#${rule.id.toLowerCase()}) | ${rule.name} | ${rule.severity} | ${rule.summary} |`,
    ),
    "",
    ...DIFF_RULES.flatMap((rule) => [
      `<a id="${rule.id.toLowerCase()}"></a>`,
      "",
      `### ${rule.id} ${rule.name}`,
      "",
      rule.rationale,
      "",
      ...(rule.sources.length === 0 ? [] : [`Sources: ${rule.sources.join("; ")}`, ""]),
    ]),
  ];
}

function readerSection(): string[] {
  return [
    "## What reader and API server say",
    "",
    "These come with every command.",
    "",
    "| Id | Name | Severity | What |",
    "| --- | --- | --- | --- |",
    ...READER_NOTES.map((note) => `| ${note.id} | ${note.name} | ${note.severity} | ${note.note} |`),
    "",
  ];
}

function section(rule: Rule): string[] {
  const sources = rule.sources.length === 0 ? [] : [`Sources: ${rule.sources.join("; ")}`, ""];
  return [
    `<a id="${rule.id.toLowerCase()}"></a>`,
    "",
    `### ${rule.id} ${rule.name}`,
    "",
    rule.rationale,
    "",
    "```text",
    firstFinding(rule.name),
    "```",
    "",
    ...sources,
  ];
}

function severityText(rule: Rule): string {
  return rule.optIn ? `${rule.severity} (advice)` : rule.severity;
}

function firstFinding(name: string): string {
  const [first = ""] = readFileSync(`fixtures/rules/${name}/expected.txt`, "utf8").split(/\n(?=\S)/);
  return first.trimEnd();
}
