import type { Diagnostic } from "../model/diagnostic.ts";
import { diffLines } from "./diff-markdown.ts";
import { escapeMarkdown, toUri } from "./escape.ts";
import { pathOf, suppressedOf, tallyText, worstFirst } from "./findings.ts";
import { planLines } from "./plan-markdown.ts";
import type { Renderer } from "./renderer.ts";

/** By this a bot finds its own comment again. */
const MARKER = "<!-- sts-plan -->";
/** A step summary ends at 1 MiB, a comment at 65,536 characters. */
const MOST_ROWS = 200;

/** A table for a pull-request comment or a step summary. */
export const markdownRenderer: Renderer = {
  render(report) {
    const findings = worstFirst(report.diagnostics);
    const suppressed = suppressedOf(report).length;
    const also = suppressed === 0 ? "" : `, ${suppressed} suppressed`;
    const lines = [MARKER, `### sts-plan: ${tallyText(findings)}${also}`, ""];
    if (report.kind === "DiffReport") lines.push(...diffLines(report), "");
    if (report.kind === "PlanReport") lines.push(...planLines(report), "");
    if (findings.length > 0) lines.push("| | Where | Rule | What |", "| --- | --- | --- | --- |");
    lines.push(...findings.slice(0, MOST_ROWS).map(row));
    if (findings.length > MOST_ROWS) lines.push("", `${findings.length - MOST_ROWS} more are not shown.`);
    const { files, objects } = report.input;
    lines.push("", `Kubernetes ${report.kubernetesVersion}; ${count(objects, "object")} in ${count(files, "file")}.`);
    return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
  },
};

function row({ severity, file, range, rule, name, message, help, object }: Diagnostic): string {
  const path = pathOf(file);
  const place = `[${escapeMarkdown(`${path}:${range.start.line}`)}](${toUri(path)}#L${range.start.line})`;
  const owner = object === null ? "" : `<br>${escapeMarkdown(object)}`;
  const advice = help === null || help === "" ? "" : `<br>→ ${escapeMarkdown(help)}`;
  return `| ${severity} | ${place}${owner} | ${escapeMarkdown(`${rule} ${name}`)} | ${escapeMarkdown(message)}${advice} |`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
