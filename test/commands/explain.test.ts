import { describe, expect, test } from "vitest";
import { explainCommand } from "../../src/commands/explain.ts";
import { FIELD_NOTES } from "../../src/commands/field-notes.ts";
import { READER_NOTES } from "../../src/commands/reader-notes.ts";
import { STEP_NOTES, STOP_NOTES } from "../../src/commands/reason-notes.ts";
import { rulesCommand } from "../../src/commands/rules.ts";
import { DIFF_RULES } from "../../src/diff/diff-rules.ts";
import { RULES } from "../../src/lint/registry.ts";
import type { Report } from "../../src/model/report.ts";

const NO_INPUT = { sources: () => [], problems: [] };

function explain(topic: string): string {
  return textOf(explainCommand.run({ topic: [topic] }, NO_INPUT));
}

function textOf(report: Report): string {
  return report.kind === "TextReport" ? report.text : "";
}

describe("explain", () => {
  test.each([
    ...[...RULES, ...DIFF_RULES].flatMap((rule) => [rule.id, rule.name]),
    ...READER_NOTES.flatMap((note) => [note.id, note.name]),
    ...Object.keys(STEP_NOTES),
    ...Object.keys(STOP_NOTES),
    ...Object.keys(FIELD_NOTES),
  ])("knows %s", (topic) => {
    const text = explain(topic);
    expect(text).toMatch(/[^\n]\n$/);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(200);
  });

  test.each([
    ["sts204", /^STS204 governing-service-not-headless/],
    ["statefulset.spec.serviceName", /^statefulset\.spec\.serviceName \(a change: immutable\)/],
    [
      "sts.spec.template.spec.containers[0].readinessProbe",
      /^statefulset\.spec\.template\.spec\.containers\.readinessProbe/,
    ],
  ])("takes %s", (topic, head) => {
    expect(explain(topic)).toMatch(head);
  });

  test("says what may be meant", () => {
    expect(() => explain("STS24O")).toThrow(/nothing to explain under "STS24O"/);
  });
});

test("rules lists every rule, for people and for machines", () => {
  const report = rulesCommand.run({}, NO_INPUT);
  for (const rule of RULES) expect(textOf(report)).toContain(rule.name);
  expect(report).toMatchObject({
    data: { kind: "RuleList", rules: [...RULES, ...DIFF_RULES].map(({ id }) => ({ id })) },
  });
});
