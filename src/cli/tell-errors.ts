import type { Host } from "../io/host.ts";
import type { Report } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { FORMATS } from "../render/registry.ts";
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
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  const { targets } = invocation.output;
  if (errors.length === 0 || !targets.every(({ format }) => omitsFindings(format))) return;
  const { drawFindings } = await import("../render/text/findings-text.ts");
  const terminal = { ...host, stdout: host.stderr };
  const options = renderOptions(invocation, { format: "text", file: undefined }, sources, terminal);
  host.stderr.write(`${drawFindings(errors, options).slice(0, -1).join("\n")}\n`);
}

function omitsFindings(format: string): boolean {
  return FORMATS.find(({ name }) => name === format)?.omitsFindings === true;
}
