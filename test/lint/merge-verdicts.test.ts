import { expect, test } from "vitest";
import { mergeVerdicts } from "../../src/lint/merge-verdicts.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

const position = { offset: 0, line: 1, column: 1 };
const range = { file: "web.yaml", start: position, end: position };

function diagnostic(change: Partial<Diagnostic>): Diagnostic {
  return {
    rule: "API",
    name: "invalid",
    source: "api-server",
    severity: "error",
    message: "Not found",
    help: null,
    file: "web.yaml",
    range,
    path: "",
    object: "StatefulSet default/web",
    related: [],
    ...change,
  };
}

const labels = "spec.template.metadata.labels";
const cause = { type: "FieldValueInvalid", field: labels, detail: "`selector` does not match template `labels`" };
const rule = diagnostic({ rule: "STS110", source: "sts-plan", path: `${labels}.app`, message: "ours" });
const verdict = diagnostic({ path: labels, cause });

test("a rule that restates the server's error takes its place and carries its text", () => {
  expect(mergeVerdicts([rule], [verdict])).toEqual([{ ...rule, cause }]);
});

test("an error that no rule restates stays", () => {
  const other = diagnostic({ path: "spec.replicas", cause: { ...cause, field: "spec.replicas" } });
  expect(mergeVerdicts([rule], [other])).toHaveLength(2);
});

test("the same field of another object is another error", () => {
  expect(mergeVerdicts([rule], [{ ...verdict, object: "StatefulSet default/db" }])).toHaveLength(2);
});
