import { expect, test } from "vitest";
import { mapOrigins } from "../../src/lint/map-origins.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

const HELM = `---
# Source: web/templates/service.yaml
kind: Service
---
# Source: web/templates/sts.yaml
kind: StatefulSet
spec:
  serviceName: web
`;
const KUSTOMIZE = `kind: StatefulSet
metadata:
  annotations:
    config.kubernetes.io/origin: |
      path: ../base/sts.yaml
spec:
  serviceName: web
`;
const KRM = `kind: StatefulSet
metadata:
  annotations:
    internal.config.kubernetes.io/path: 'base/sts.yaml'
spec:
  serviceName: web
`;

function at(file: string, text: string, word: string): Diagnostic {
  const offset = text.indexOf(word);
  const line = text.slice(0, offset).split("\n").length;
  const column = offset - text.lastIndexOf("\n", offset - 1);
  const position = { offset, line, column };
  return {
    rule: "STS212",
    name: "governing-service-missing",
    source: "sts-plan",
    severity: "error",
    message: "",
    help: null,
    file,
    range: { file, start: position, end: position },
    path: "spec.serviceName",
    object: null,
    related: [],
  };
}

function place(found: Diagnostic | undefined): string {
  return `${found?.file}:${found?.range.start.line}:${found?.range.start.column}`;
}

test.each([
  ["Helm's source comment", HELM, "web/templates/sts.yaml"],
  ["kustomize's origin annotation", KUSTOMIZE, "../base/sts.yaml"],
  ["a KRM path annotation", KRM, "base/sts.yaml"],
])("a finding in a stream goes to the file of %s", (_, text, origin) => {
  const [found] = mapOrigins([at("<stdin>", text, "serviceName")], new Map([["<stdin>", text]]));
  expect(place(found)).toBe(`${origin}:1:1`);
  expect(found?.related.map(({ range }) => range.file)).toEqual(["<stdin>"]);
});

test("and to the line there, when that file is at hand", () => {
  const template = "kind: StatefulSet\nspec:\n  {{- if .Values.x }}\n  serviceName: {{ .Values.service }}\n";
  const sources = new Map([
    ["out.yaml", HELM],
    ["web/templates/sts.yaml", template],
  ]);
  const [found] = mapOrigins([at("out.yaml", HELM, "serviceName")], sources);
  expect(place(found)).toBe("web/templates/sts.yaml:4:3");
});

test("a finding in a file stays there, with the origin beside", () => {
  const [found] = mapOrigins([at("out.yaml", HELM, "serviceName")], new Map([["out.yaml", HELM]]));
  expect(place(found)).toBe("out.yaml:8:3");
  expect(found?.related.map(({ range }) => range.file)).toEqual(["web/templates/sts.yaml"]);
});

test("a finding in a plain file is left alone", () => {
  const text = "kind: StatefulSet\nspec:\n  serviceName: web\n";
  const finding = at("web.yaml", text, "serviceName");
  expect(mapOrigins([finding], new Map([["web.yaml", text]]))).toEqual([finding]);
});
