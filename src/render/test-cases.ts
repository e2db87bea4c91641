import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { suppressedOf } from "./findings.ts";

/** A finding, or an object without one, as test reports count them. */
export interface TestCase {
  /** `StatefulSet default/web`, or the file when it concerns the whole. */
  readonly object: string;
  readonly apiVersion: string;
  /** `STS204 governing-service-not-headless`; "" for an object without findings. */
  readonly rule: string;
  /** `broken`: the file cannot be read. */
  readonly result: "passed" | "failed" | "remarked" | "skipped" | "broken";
  readonly finding: Diagnostic | undefined;
  /** Why it is skipped. */
  readonly reason: string;
}

/**
 * One case for each finding and one for each object without any, by file. Errors fail; warnings and infos are
 * remarks of a passed case, so that a report is red exactly where the default exit status is.
 */
export function testCases(report: Report): ReadonlyMap<string, readonly TestCase[]> {
  const files = new Map<string, TestCase[]>();
  const apiVersions = new Map<string, string>();
  const add = (file: string, entry: TestCase) => {
    const list = files.get(file);
    if (list) list.push(entry);
    else files.set(file, [entry]);
  };
  const checked = report.kind === "LintReport" ? report.checked : [];
  for (const { file, object, apiVersion } of checked) apiVersions.set(`${file}\n${object}`, apiVersion);
  const seen = new Set<string>();
  const fromFinding = (finding: Diagnostic, result: TestCase["result"], reason: string) => {
    const object = finding.object ?? finding.file;
    const key = `${finding.file}\n${object}`;
    seen.add(key);
    add(finding.file, {
      object,
      apiVersion: apiVersions.get(key) ?? "",
      rule: `${finding.rule} ${finding.name}`,
      result,
      finding,
      reason,
    });
  };
  for (const finding of report.diagnostics) fromFinding(finding, resultOf(finding), "");
  for (const { diagnostic, reason } of suppressedOf(report)) fromFinding(diagnostic, "skipped", reason);
  for (const { file, object, apiVersion } of checked) {
    if (seen.has(`${file}\n${object}`)) continue;
    add(file, { object, apiVersion, rule: "", result: "passed", finding: undefined, reason: "" });
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resultOf({ severity, object }: Diagnostic): TestCase["result"] {
  if (severity !== "error") return "remarked";
  return object === null ? "broken" : "failed";
}
