import { CommanderError } from "commander";
import type { CommandInput } from "../commands/command.ts";
import { BrokenPipe, type Host, type TextSink } from "../io/host.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { escapeControls } from "../render/escape.ts";
import { FORMATS } from "../render/registry.ts";
import type { RenderOptions } from "../render/renderer.ts";
import { EXIT, type ExitCode, exitCodeOf } from "./exit-code.ts";
import { gatherInput } from "./gather-input.ts";
import { adaptToGithub } from "./github-actions.ts";
import type { Invocation } from "./invocation.ts";
import { outlineCommands } from "./outline-commands.ts";
import { isAnswer, parseCommandLine } from "./program.ts";
import { progressOn } from "./progress.ts";
import { renderOptions } from "./render-options.ts";
import { tellErrors } from "./tell-errors.ts";
import { VERSION } from "./version.ts";
import { watch } from "./watch.ts";

/**
 * The whole program: reads what the command line names, runs the command, writes its report once. Never throws;
 * the result is the exit status. This is the only catch-all.
 */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  try {
    const invocation = await parseCommandLine(argv, {
      out: (text) => host.stdout.write(text),
      err: (text) => host.stderr.write(text),
    });
    if (invocation === undefined) return EXIT.fine;
    const adapted = adaptToGithub(invocation, host.env);
    return invocation.options.watch === true
      ? await watch(adapted, host, () => run(adapted, host))
      : await run(adapted, host);
  } catch (error) {
    return explain(error, host);
  }
}

async function run(invocation: Invocation, host: Host): Promise<ExitCode> {
  const { command, options, output } = invocation;
  const input = await gatherInput(invocation, host);
  if (isLong(input.all)) await host.prepareForLongRun?.();
  const commands = await outlineCommands(command);
  const progress = progressOn(host.stderr, () => performance.now());
  const { problems } = input;
  const report = command.run(options, toCommandInput(input.sources, { problems, commands, progress: progress.tell }));
  progress.end();
  for (const { name, text } of report.kind === "LintReport" ? report.rewrites : []) writeFile(name, text, host);
  await writeReports(invocation, report, input.all, host);
  await tellErrors(invocation, report, input.all, host);
  return output.isExitZero ? EXIT.fine : exitCodeOf(report, output.failOn);
}

const LONG = 2 ** 21;

function isLong(sources: readonly SourceFile[]): boolean {
  let length = 0;
  for (const { text } of sources) length += text.length;
  return length > LONG;
}

function toCommandInput(
  sources: ReadonlyMap<string, readonly SourceFile[]>,
  rest: Omit<CommandInput, "sources">,
): CommandInput {
  return { ...rest, sources: (attribute) => sources.get(attribute) ?? [] };
}

async function writeReports(
  invocation: Invocation,
  report: Report,
  sources: readonly SourceFile[],
  host: Host,
): Promise<void> {
  for (const target of invocation.output.targets) {
    const options: RenderOptions = await renderOptions(invocation, target, sources, host);
    const renderer = await FORMATS.find((format) => format.name === target.format)?.load();
    if (target.file === undefined && renderer?.pieces !== undefined) {
      writePieces(renderer.pieces(report, options), host.stdout);
      continue;
    }
    const text = renderer?.render(report, options) ?? "";
    if (target.file === undefined) host.stdout.write(text);
    else writeFile(target.file, target.appends ? textBefore(target.file, host) + text : text, host);
  }
}

const BLOCK = 65_536;

/** A block at a time: neither one by one nor all at once. */
function writePieces(pieces: Iterable<string>, sink: TextSink): void {
  let block = "";
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    sink.write(block);
    block = "";
  }
  if (block !== "") sink.write(block);
}

function textBefore(path: string, host: Host): string {
  return host.kindOf(path) === "file" ? new TextDecoder().decode(host.readFile(path)) : "";
}

function writeFile(path: string, text: string, host: Host): void {
  try {
    host.writeFile(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function explain(error: unknown, host: Host): ExitCode {
  if (error instanceof BrokenPipe) return EXIT.fine;
  if (error instanceof CommanderError) return isAnswer(error) ? EXIT.fine : EXIT.usage;
  const text = error instanceof UsageError ? usageText(error) : defectText(error);
  try {
    host.stderr.write(text);
  } catch (failure) {
    if (!(failure instanceof BrokenPipe)) throw failure;
  }
  return error instanceof UsageError ? EXIT.usage : EXIT.defect;
}

function usageText({ message, hint }: UsageError): string {
  return `${escapeControls(`error: ${message}`)}\n${hint === undefined ? "" : `${escapeControls(`hint: ${hint}`)}\n`}`;
}

function defectText(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `sts-plan ${VERSION}: this is a defect of sts-plan, not of your input. Please report it with the lines below.\n${detail}\n`;
}
