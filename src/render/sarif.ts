import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { fingerprintsOf } from "../model/fingerprint.ts";
import type { Report, RuleDescription, SuppressedDiagnostic } from "../model/report.ts";
import type { SourceRange } from "../model/source.ts";
import { toUri } from "./escape.ts";
import { fullMessage, pathOf, rulesOf, suppressedOf, worstFirst } from "./findings.ts";
import type { Renderer, RenderOptions } from "./renderer.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const HOME = "https://www.npmjs.com/package/sts-plan";
/** GitHub takes no more for a run. */
const MOST_RESULTS = 25_000;

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "recommendation",
};

/** SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for. */
export const sarifRenderer: Renderer = {
  render(report, options) {
    return `${JSON.stringify(toSarif(report, options), undefined, 2)}\n`;
  },
};

function toSarif(report: Report, { toolVersion }: RenderOptions): object {
  const rules = rulesOf(report);
  const indexById = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "sts-plan",
            semanticVersion: toolVersion,
            informationUri: HOME,
            rules: rules.map(describeRule),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The directory that sts-plan ran in." } } },
        invocations: [{ executionSuccessful: !report.input.isUnreadable }],
        results: resultsOf(report, indexById).slice(0, MOST_RESULTS),
      },
    ],
  };
}

function resultsOf(report: Report, indexById: ReadonlyMap<string, number>): object[] {
  const open = worstFirst(report.diagnostics);
  const suppressed = suppressedOf(report);
  const all = [...open, ...suppressed.map((entry) => entry.diagnostic)];
  const fingerprints = fingerprintsOf(all);
  return all.map((diagnostic, position) => ({
    ruleId: diagnostic.rule,
    ruleIndex: indexById.get(diagnostic.rule) ?? -1,
    level: LEVELS[diagnostic.severity],
    message: { text: fullMessage(diagnostic) },
    locations: [{ ...physicalLocation(diagnostic.range), logicalLocations: logicalLocations(diagnostic) }],
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprints[position]}:1`,
      "stsPlan/v1": fingerprints[position],
    },
    relatedLocations: diagnostic.related.map((place, index) => ({
      id: index + 1,
      message: { text: place.message },
      ...physicalLocation(place.range),
    })),
    suppressions: suppressionsOf(suppressed[position - open.length]),
  }));
}

function describeRule(rule: RuleDescription): object {
  const { id, name, summary, rationale, sources, severity } = rule;
  const text = rationale === "" ? summary : rationale;
  const from = sources.length === 0 ? "" : `\n\nSources: ${sources.join(", ")}`;
  return {
    id,
    name,
    shortDescription: { text: summary },
    fullDescription: { text },
    help: { text: `${text}${from}`, markdown: `${text}${from}` },
    helpUri: `${HOME}#${id.toLowerCase()}`,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ["kubernetes", "statefulset"],
      precision: "high",
      "problem.severity": PROBLEM_SEVERITIES[severity],
    },
  };
}

function physicalLocation({ file, start, end }: SourceRange): object {
  const path = pathOf(file);
  const isAbsolute = path.startsWith("/") || /^[A-Za-z]:\//.test(path);
  const uri = isAbsolute ? `file://${path.startsWith("/") ? "" : "/"}${encodeURI(path)}` : toUri(path);
  const isEmpty = end.line < start.line || (end.line === start.line && end.column <= start.column);
  return {
    physicalLocation: {
      artifactLocation: isAbsolute ? { uri } : { uri, uriBaseId: "%SRCROOT%" },
      region: {
        startLine: start.line,
        startColumn: start.column,
        endLine: isEmpty ? start.line : end.line,
        endColumn: isEmpty ? start.column + 1 : end.column,
      },
    },
  };
}

function logicalLocations({ object, path }: Diagnostic): object[] {
  if (object === null) return [];
  const whole = { name: object, fullyQualifiedName: object, kind: "object" };
  return path === "" ? [whole] : [{ name: path, fullyQualifiedName: `${object} ${path}`, kind: "member" }];
}

function suppressionsOf(entry: SuppressedDiagnostic | undefined): object[] {
  if (entry === undefined) return [];
  return [{ kind: entry.kind, status: "accepted", justification: entry.reason }];
}
