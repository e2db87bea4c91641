import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { compareSeverity } from "../model/diagnostic.ts";
import type { Report, RuleDescription, SuppressedDiagnostic } from "../model/report.ts";

/** What standard input is called where a file name is needed. */
const STDIN_NAME = "stdin.yaml";

/** The name of a file for formats that want a path: relative, without `./`. */
export function pathOf(file: string): string {
  if (file === "<stdin>") return STDIN_NAME;
  return file.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}

/** Message and help as one text. */
export function fullMessage({ message, help }: Diagnostic): string {
  return help === null || help === "" ? message : `${message} ${help}`;
}

/** How many findings of each severity. */
export function tally(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** `2 errors, 1 warning`; `no findings`. */
export function tallyText(diagnostics: readonly Diagnostic[]): string {
  const counts = tally(diagnostics);
  const parts = (["error", "warning", "info"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? "" : "s"}`);
  return parts.length === 0 ? "no findings" : parts.join(", ");
}

/** Worst first; findings of equal severity keep the report's order. */
export function worstFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => compareSeverity(a.severity, b.severity));
}

/** The suppressed findings of a lint report; other reports have none. */
export function suppressedOf(report: Report): readonly SuppressedDiagnostic[] {
  return report.kind === "LintReport" ? report.suppressed : [];
}

/** The rules of all findings, by id; what only a plan reports is described by its name. */
export function rulesOf(report: Report): readonly RuleDescription[] {
  const described = new Map(report.kind === "LintReport" ? report.rules.map((rule) => [rule.id, rule]) : []);
  for (const diagnostic of [...report.diagnostics, ...suppressedOf(report).map((entry) => entry.diagnostic)]) {
    if (described.has(diagnostic.rule)) continue;
    const { rule: id, name, severity } = diagnostic;
    described.set(id, { id, name, severity, summary: name.replaceAll("-", " "), rationale: "", sources: [] });
  }
  return [...described.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Findings by the file that they point at, files in order of their first finding. */
export function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const list = files.get(diagnostic.file);
    if (list) list.push(diagnostic);
    else files.set(diagnostic.file, [diagnostic]);
  }
  return files;
}
