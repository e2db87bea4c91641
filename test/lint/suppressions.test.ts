import { describe, expect, test } from "vitest";
import { NEWEST } from "../../src/kubernetes/versions/registry.ts";
import { runRules } from "../../src/lint/lint-inventory.ts";
import { ALL_DEFAULTS, type LintOptions } from "../../src/lint/lint-options.ts";
import { readInventory } from "./read-inventory.ts";

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: web
          image: registry.example.test/web:1
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: {app: web}
---
`;

function lint(text: string, change: Partial<LintOptions> = {}) {
  const sources = [{ name: "k8s/web.yaml", text: SERVICE + text }];
  return runRules(readInventory(sources), {
    version: NEWEST,
    clusterDomain: "cluster.local",
    strict: false,
    rules: ALL_DEFAULTS,
    ignores: [],
    sources,
    ...change,
  });
}

const ids = (text: string, change?: Partial<LintOptions>) => lint(text, change).diagnostics.map(({ rule }) => rule);
const withAnnotation = (entry: string) =>
  SET.replace("  name: web\nspec", `  name: web\n  annotations:\n    ${entry}\nspec`);

describe("a finding is silenced", () => {
  test.each([
    ["by nothing", SET, ["STS416"]],
    ["by a list annotation", withAnnotation('sts-plan.dev/ignore: "STS416 only a cache"'), []],
    ["by a rule's name", withAnnotation('sts-plan.dev/ignore: "grace-period-zero: only a cache"'), []],
    ["by a check annotation", withAnnotation("ignore-check.sts-plan.dev/STS416: only a cache"), []],
    [
      "by an annotation of the template",
      SET.replace(
        "labels: {app: web}\n    spec",
        'labels: {app: web}\n      annotations: {ignore-check.sts-plan.dev/STS416: "a cache"}\n    spec',
      ),
      [],
    ],
    [
      "by a comment behind the value",
      SET.replace("Seconds: 0", "Seconds: 0 # sts-plan-ignore STS416: only a cache"),
      [],
    ],
    [
      "by a comment above the line",
      SET.replace("      terminationG", "      # sts-plan-ignore STS416: only a cache\n      terminationG"),
      [],
    ],
    [
      "by a comment above the block",
      SET.replace("  template:", "  # sts-plan-ignore STS416: only a cache\n  template:"),
      [],
    ],
    ["by a comment at the top of the document", `# sts-plan-ignore STS416: only a cache\n${SET}`, []],
    [
      "not by a comment elsewhere",
      SET.replace("  selector:", "  # sts-plan-ignore STS416: only a cache\n  selector:"),
      ["STS002", "STS416"],
    ],
    ["not by another rule's annotation", withAnnotation('sts-plan.dev/ignore: "STS403 canary"'), ["STS002", "STS416"]],
    ["without a reason, which is a finding itself", withAnnotation("sts-plan.dev/ignore: STS416"), ["STS001"]],
  ])("%s", (_, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  test("and stays in the report with its reason", () => {
    const { suppressed } = lint(withAnnotation('sts-plan.dev/ignore: "STS416 only a cache; STS403: canary"'));
    expect(suppressed.map(({ diagnostic, kind, reason }) => [diagnostic.rule, kind, reason])).toEqual([
      ["STS416", "inSource", "only a cache"],
    ]);
  });
});

describe("the config file", () => {
  const ignore = { rules: ["STS416"], paths: ["k8s/**"], objects: [], reason: "theirs" };
  test("ignores by path and object", () => {
    expect(ids(SET, { ignores: [ignore] })).toEqual([]);
    expect(ids(SET, { ignores: [{ ...ignore, paths: ["vendor/**"] }] })).toEqual(["STS416"]);
    expect(ids(SET, { ignores: [{ ...ignore, objects: ["StatefulSet default/*"] }] })).toEqual([]);
    expect(ids(SET, { ignores: [{ ...ignore, objects: ["StatefulSet other/*"] }] })).toEqual(["STS416"]);
  });

  test("changes severities, switches rules off and advice on", () => {
    const severity = (severities: Record<string, "error" | "off" | "info">) =>
      lint(SET, { rules: { ...ALL_DEFAULTS, severities } }).diagnostics.map((found) => [found.rule, found.severity]);
    expect(severity({ STS416: "error" })).toEqual([["STS416", "error"]]);
    expect(severity({ STS416: "off" })).toEqual([]);
    expect(severity({ STS418: "info" })).toEqual([
      ["STS418", "info"],
      ["STS416", "warning"],
    ]);
  });

  test("a rule that is switched off makes its suppression not unused", () => {
    const text = withAnnotation('sts-plan.dev/ignore: "STS416 only a cache"');
    expect(ids(text, { rules: { ...ALL_DEFAULTS, exclude: ["STS416"] } })).toEqual([]);
  });
});
