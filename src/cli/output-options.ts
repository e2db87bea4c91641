import type { Command, OptionSpec, OptionValues } from "../commands/command.ts";
import { listOption, textOption } from "../commands/option-values.ts";
import { UsageError } from "../model/errors.ts";
import { nearestOf } from "../model/nearest.ts";
import { FORMATS } from "../render/registry.ts";
import type { FailOn } from "./exit-code.ts";
import type { OutputSettings, OutputTarget } from "./invocation.ts";

/** Options of the shell itself: a command that reads no manifests has no findings and only chooses its format. */
export function outputOptions(command: Command): readonly OptionSpec[] {
  const format = formatOption(command);
  if (command.needsNoFiles === true) return command.formats.length > 1 ? [format] : [];
  return [format, ...REPORT_OPTIONS];
}

function formatOption(command: Command): OptionSpec {
  return {
    flags: "-o, --output <format[=file]>",
    summary: `${command.formats.join(", ")}; repeatable, also into files: -o text -o json=plan.json`,
    group: "Output",
    takes: "list",
    suggests: command.formats,
    defaultText: command.formats[0] ?? "text",
  };
}

const REPORT_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--color <when>",
    summary: "colours; auto: on a terminal, unless NO_COLOR is set",
    group: "Output",
    choices: ["auto", "always", "never"],
    defaultText: "auto",
  },
  {
    flags: "--fail-on <severity>",
    summary: "findings that make the exit status 1",
    group: "Output",
    choices: ["error", "warning", "info", "never"],
    defaultText: "error",
  },
  { flags: "--exit-zero", summary: "exit status 0 also with findings", group: "Output" },
  { flags: "-q, --quiet", summary: "only findings and the last line", group: "Output" },
  { flags: "-v, --verbose", summary: "more detail", group: "Output" },
];

/** Reads the options of the shell. Throws `UsageError` for an unknown format or two formats for standard output. */
export function outputSettings(command: Command, options: OptionValues): OutputSettings {
  const given = listOption(options, "output");
  const targets = (given.length > 0 ? given : command.formats.slice(0, 1)).map((text) => targetOf(command, text));
  if (targets.filter((target) => target.file === undefined).length > 1) {
    throw new UsageError(
      "Two formats cannot share standard output.",
      "send one of them into a file: -o json=plan.json",
    );
  }
  const baseline = textOption(options, "writeBaseline");
  if (baseline !== undefined) targets.push({ format: "baseline", file: baseline });
  return {
    targets,
    color: colorOf(options),
    failOn: failOnOf(options),
    isExitZero: options.exitZero === true,
    verbosity: verbosityOf(options),
  };
}

function targetOf(command: Command, text: string): OutputTarget {
  const equals = text.indexOf("=");
  const format = equals < 0 ? text : text.slice(0, equals);
  const file = equals < 0 ? undefined : text.slice(equals + 1);
  if (file === "") throw new UsageError(`-o ${text} names no file.`, `-o ${format}=FILE`);
  if (command.formats.includes(format)) return { format, file };
  const isKnown = FORMATS.some((entry) => entry.name === format);
  const nearest = nearestOf(format, command.formats);
  throw new UsageError(
    isKnown
      ? `\`${command.name}\` has no output format ${format}.`
      : `There is no output format ${JSON.stringify(format)}.`,
    `${nearest === undefined ? "" : `did you mean ${nearest}? `}formats: ${command.formats.join(", ")}`,
  );
}

function colorOf(options: OptionValues): OutputSettings["color"] {
  const color = textOption(options, "color");
  return color === "always" || color === "never" ? color : "auto";
}

function failOnOf(options: OptionValues): FailOn {
  const failOn = textOption(options, "failOn");
  return failOn === "warning" || failOn === "info" || failOn === "never" ? failOn : "error";
}

function verbosityOf(options: OptionValues): OutputSettings["verbosity"] {
  if (options.quiet === true) return "quiet";
  return options.verbose === true ? "verbose" : "normal";
}
