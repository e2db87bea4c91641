import type { Diagnostic } from "../../model/diagnostic.ts";
import { assertNever } from "../../model/errors.ts";
import { isObject } from "../../model/json.ts";
import type { LintReport, NamesReport, NextReport, Report, ReportBase } from "../../model/report.ts";
import { tally } from "../findings.ts";
import { nextJson } from "./next-json.ts";
import { planJson } from "./plan-json.ts";
import { scenarioJson } from "./scenario-json.ts";

const API_VERSION = "sts-plan.dev/v1";

/** A report in the form of the contract: keys in this order, all always present. */
export function reportJson(report: Report): object {
  switch (report.kind) {
    case "PlanReport":
      return { ...envelope(report, { plans: report.plans.map(planJson) }), answers: report.answers };
    case "LintReport":
      return envelope(report, lintBody(report));
    case "DiffReport":
      return envelope(report, {
        upgradedFrom: report.upgradedFrom,
        objects: report.objects,
        dataRisk: report.dataRisk,
      });
    case "NextReport":
      return envelope(report, nextBody(report));
    case "ScenarioReport":
      return envelope(report, { scenarios: report.runs.map(scenarioJson) });
    case "NamesReport":
      return envelope(report, namesBody(report));
    case "GraphReport":
      return envelope(report, report.graph);
    case "TextReport":
      return isObject(report.data) ? report.data : envelope(report, { text: report.text });
    default:
      return assertNever(report);
  }
}

function envelope(report: Report, body: object): object {
  return {
    apiVersion: API_VERSION,
    kind: report.kind,
    kubernetesVersion: report.kubernetesVersion,
    ...body,
    diagnostics: report.diagnostics.map(diagnosticJson),
    summary: summaryOf(report),
  };
}

function summaryOf({ diagnostics }: ReportBase): object {
  const { error, warning, info } = tally(diagnostics);
  return { errors: error, warnings: warning, infos: info };
}

function lintBody({ suppressed }: LintReport): object {
  return {
    suppressed: suppressed.map(({ diagnostic, kind, reason }) => ({
      ...diagnosticJson(diagnostic),
      suppression: { kind, reason },
    })),
  };
}

function nextBody({ sets }: NextReport): object {
  return { sets: sets.map(nextJson) };
}

function namesBody({ sets }: NamesReport): object {
  return {
    sets: sets.map(({ statefulSet, governingService, serviceNames, pods, claims }) => ({
      statefulSet,
      service: { name: governingService.name, ...serviceNames },
      pods,
      claims: claims.map((claim) => claim.name),
    })),
  };
}

/** One finding; positions without offsets. */
export function diagnosticJson(diagnostic: Diagnostic): object {
  const { rule, name, source, severity, message, help, file, range, path, object, related, cause } = diagnostic;
  return {
    rule,
    name,
    source,
    severity,
    message,
    help,
    file,
    range: rangeJson(range),
    path,
    object,
    related: related.map((place) => ({
      message: place.message,
      file: place.range.file,
      range: rangeJson(place.range),
    })),
    cause: cause ?? null,
  };
}

function rangeJson({ start, end }: Diagnostic["range"]): object {
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}
