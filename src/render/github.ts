import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { escapeCommandData, escapeCommandProperty, escapeLine } from "./escape.ts";
import { fullMessage, pathOf, tallyText, worstFirst } from "./findings.ts";
import type { Renderer } from "./renderer.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };
/** GitHub shows ten of each kind for a step. */
const SHOWN = 10;

/**
 * GitHub workflow commands, worst first; a last line with the totals. The step summary is the `markdown` format.
 */
export const githubRenderer: Renderer = {
  render(report) {
    const findings = worstFirst(report.diagnostics);
    const lines = findings.map(annotation);
    const hidden = (["error", "warning", "info"] as const).some(
      (severity) => findings.filter((finding) => finding.severity === severity).length > SHOWN,
    );
    const note = hidden ? ` (GitHub shows the first ${SHOWN} of each kind as annotations; all are above)` : "";
    return `${[...lines, `sts-plan: ${tallyText(findings)}${note}`].join("\n")}\n`;
  },
};

function annotation(finding: Diagnostic): string {
  const { start, end } = finding.range;
  const properties: [string, string | number][] = [
    ["file", pathOf(finding.file)],
    ["line", start.line],
    ["endLine", Math.max(start.line, end.line)],
    ["col", start.column],
  ];
  if (end.line === start.line && end.column > start.column) properties.push(["endColumn", end.column]);
  properties.push(["title", `${finding.rule} ${finding.name}`]);
  const text = properties.map(([key, value]) => `${key}=${escapeCommandProperty(String(value))}`).join(",");
  return `::${COMMANDS[finding.severity]} ${text}::${escapeCommandData(escapeLine(fullMessage(finding)))}`;
}
