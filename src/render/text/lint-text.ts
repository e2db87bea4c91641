import type { ReportBase } from "../../model/report.ts";
import { tallyText } from "../findings.ts";
import type { RenderOptions } from "../renderer.ts";
import { drawFindings } from "./findings-text.ts";
import { hanging } from "./wrap.ts";

/** Findings and the totals. */
export function drawLintReport(report: ReportBase, options: RenderOptions): string {
  const { theme, verbosity } = options;
  const shown =
    verbosity === "quiet" ? report.diagnostics.filter(({ severity }) => severity !== "info") : report.diagnostics;
  const { files, objects } = report.input;
  const remarks = verbosity === "quiet" ? [] : report.remarks;
  const total = `${objects} ${objects === 1 ? "object" : "objects"} in ${files} ${files === 1 ? "file" : "files"} checked for Kubernetes ${report.kubernetesVersion}: ${tallyText(report.diagnostics)}.`;
  const last = hanging("", total, options.width).map((line) => theme("strong", line));
  return `${[...remarks, ...drawFindings(shown, options), ...last].join("\n")}\n`;
}
