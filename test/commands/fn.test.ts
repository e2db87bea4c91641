import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { OptionValues } from "../../src/commands/command.ts";
import { fnCommand } from "../../src/commands/fn.ts";
import type { TextReport } from "../../src/model/report.ts";

const LIST = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: apps/v1 # the set
  kind: StatefulSet
  metadata: {name: web}
  spec:
    serviceName: ngin
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        terminationGracePeriodSeconds: 0
        containers: [{name: web, image: "registry.example.test/web:1"}]
- apiVersion: v1
  kind: Service
  metadata: {name: nginx}
  spec: {clusterIP: None, selector: {app: web}}
`;

function run(text: string, options: OptionValues = {}): TextReport {
  const report = fnCommand.run(options, {
    sources: (attribute) => (attribute === "filename" ? [{ name: "<stdin>", text }] : []),
    problems: [],
  });
  if (report.kind !== "TextReport") throw new Error(`unexpected ${report.kind}`);
  return report;
}

function rules(report: TextReport): string[] {
  return (parse(report.text).results ?? []).map(({ tags }: { tags: { rule: string } }) => tags.rule);
}

describe("the function", () => {
  test("gives the list back with results, and fails on errors", () => {
    const report = run(LIST);
    expect(report.text.startsWith(LIST)).toBe(true);
    expect(rules(report)).toEqual(["STS212", "STS416"]);
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["STS212"]);
  });

  test.each([
    ["a ConfigMap", "functionConfig: {kind: ConfigMap, data: {exclude: STS212, failOn: warning}}\n"],
    ["a kind of its own", "functionConfig: {kind: StsPlan, spec: {exclude: [STS212], failOn: warning}}\n"],
  ])("takes options from %s", (_, config) => {
    const report = run(LIST + config);
    expect(rules(report)).toEqual(["STS416"]);
    expect(report.diagnostics).toHaveLength(1);
  });

  test("refuses anything else", () => {
    expect(() => run("kind: StatefulSet\n")).toThrow(/no ResourceList/);
  });
});
