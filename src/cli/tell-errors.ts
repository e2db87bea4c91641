import type { Host } from "../io/host.ts";
import type { Plan, Report } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { FORMATS } from "../render/registry.ts";
import type { RenderOptions } from "../render/renderer.ts";
import type { Invocation } from "./invocation.ts";
import { renderOptions } from "./render-options.ts";

/**
 * Errors of a report whose formats have no place for findings (names, pictures) go to standard error, so that an
 * exit status never stands without its reason.
 */
export async function tellErrors(
  invocation: Invocation,
  report: Report,
  sources: readonly SourceFile[],
  host: Host,
): Promise<void> {
  const diagnostics = report.diagnostics.filter(({ severity }) => severity === "error");
  const isTrouble = diagnostics.length > 0 || (report.kind === "PlanReport" && report.plans.some(endsBadly));
  if (!isTrouble || !invocation.output.targets.every(({ format }) => omitsFindings(format))) return;
  const terminal = { ...host, stdout: host.stderr };
  const options = await renderOptions(invocation, { format: "text", file: undefined }, sources, terminal);
  host.stderr.write(await shortText({ ...report, diagnostics }, { ...options, verbosity: "quiet" }));
}

/** A plan without its Pods; of other reports the findings alone. */
async function shortText(report: Report, options: RenderOptions): Promise<string> {
  if (report.kind === "PlanReport") {
    const { textRenderer } = await import("../render/text/text.ts");
    return textRenderer.render(report, options);
  }
  const { drawFindings } = await import("../render/text/findings-text.ts");
  return `${drawFindings(report.diagnostics, options).slice(0, -1).join("\n")}\n`;
}

function endsBadly({ outcome }: Plan): boolean {
  return outcome !== "complete" && outcome !== "no-set";
}

function omitsFindings(format: string): boolean {
  return FORMATS.find(({ name }) => name === format)?.omitsFindings === true;
}
