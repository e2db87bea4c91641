import { Argument, type CommanderError, InvalidArgumentError, Option, Command as Program } from "commander";
import type { Command, OptionSpec, OptionValues } from "../commands/command.ts";
import { listOption } from "../commands/option-values.ts";
import { COMMANDS, type CommandEntry } from "../commands/registry.ts";
import type { Invocation } from "./invocation.ts";
import { outputOptions, outputSettings } from "./output-options.ts";
import { VERSION } from "./version.ts";

const SUMMARY =
  "Tells, before you touch a cluster, what a Kubernetes StatefulSet will do. Reads manifests only; nothing is sent anywhere.";

const FOOTER = `
Exit status: 0 fine, 1 findings or a plan that blocks, 2 wrong usage or unreadable input, 3 a defect of sts-plan.
Example: sts-plan apply -f redis-sts.yml`;

export interface ProgramOutput {
  out(text: string): void;
  err(text: string): void;
}

/**
 * Parses a command line. Undefined when commander has answered by itself (help, version).
 * Throws commander's errors and `UsageError`.
 */
export async function parseCommandLine(
  argv: readonly string[],
  output: ProgramOutput,
): Promise<Invocation | undefined> {
  const words = argv.flatMap(splitShortFlag);
  const called = calledEntry(words);
  const command = await called?.load();
  let invocation: Invocation | undefined;
  const program = buildProgram(output, called, command, (chosen, options) => {
    invocation = toInvocation(chosen, options);
  });
  await program.parseAsync(words, { from: "user" });
  return invocation;
}

/** True for help and version, which are no mistakes. */
export function isAnswer(error: CommanderError): boolean {
  return error.exitCode === 0;
}

/** kubectl's flags may be spelled `-o=json`. */
function splitShortFlag(word: string): string[] {
  return /^-[A-Za-z]=/.test(word) ? [word.slice(0, 2), word.slice(3)] : [word];
}

/** Only the command that is called is loaded; the others are known by name and summary. */
function calledEntry(words: readonly string[]): CommandEntry | undefined {
  const plain = words.filter((word) => !word.startsWith("-"));
  const [first, second] = plain[0] === "help" ? plain.slice(1) : plain;
  return (
    COMMANDS.find((entry) => matches(entry, `${first} ${second}`)) ?? COMMANDS.find((entry) => matches(entry, first))
  );
}

function matches(entry: CommandEntry, name: string | undefined): boolean {
  return name !== undefined && (entry.name === name || (entry.aliases ?? []).includes(name));
}

type Chosen = (command: Command, options: OptionValues) => void;

function buildProgram(
  output: ProgramOutput,
  called: CommandEntry | undefined,
  command: Command | undefined,
  chosen: Chosen,
): Program {
  const program = configure(new Program("sts-plan"), output)
    .description(SUMMARY)
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "help for a command")
    .addHelpText("after", FOOTER);
  const groups = new Map<string, Program>();
  // Help and suggestions need all names; a command that is called needs only itself.
  for (const entry of called === undefined || command === undefined ? COMMANDS : [called]) {
    const words = entry.name.split(" ");
    const parent = words.length > 1 ? groupOf(program, groups, words[0] ?? "", output) : program;
    const child = configure(parent.command(words.at(-1) ?? ""), output)
      .summary(entry.summary)
      .aliases(entry.aliases ?? []);
    if (entry === called && command !== undefined) describe(child, command, chosen);
  }
  return program;
}

function groupOf(program: Program, groups: Map<string, Program>, name: string, output: ProgramOutput): Program {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const summaries = COMMANDS.filter((entry) => entry.name.startsWith(`${name} `)).map((entry) =>
    entry.name.slice(name.length + 1),
  );
  const group = configure(program.command(name), output).summary(summaries.join(", "));
  groups.set(name, group);
  return group;
}

function configure(program: Program, output: ProgramOutput): Program {
  return program
    .exitOverride()
    .showHelpAfterError("(sts-plan --help lists all commands)")
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .configureHelp({ sortSubcommands: false });
}

function describe(program: Program, command: Command, chosen: Chosen): void {
  program.description(command.description).showHelpAfterError(`(sts-plan ${command.name} --help lists all options)`);
  for (const positional of command.positionals ?? []) {
    const name = positional.isVariadic ? `${positional.name}...` : positional.name;
    const argument = new Argument(positional.isOptional ? `[${name}]` : `<${name}>`, positional.summary);
    program.addArgument(positional.choices === undefined ? argument : argument.choices(positional.choices));
  }
  for (const spec of [...command.options, ...outputOptions(command)]) program.addOption(toOption(spec));
  program.addHelpText("after", `\nExamples:\n${command.examples.map((example) => `  $ ${example}`).join("\n")}`);
  program.action((...args: unknown[]) => {
    const values: Record<string, OptionValues[string]> = { ...program.opts<OptionValues>() };
    for (const [index, positional] of (command.positionals ?? []).entries()) {
      values[positional.name] = toValue(args[index]);
    }
    chosen(command, values);
  });
}

function toOption(spec: OptionSpec): Option {
  const summary = spec.defaultText === undefined ? spec.summary : `${spec.summary} (default: ${spec.defaultText})`;
  const option = new Option(spec.flags, summary).helpGroup(`${spec.group}:`);
  if (spec.choices !== undefined) option.choices(spec.choices);
  if (spec.takes === "seconds" || spec.takes === "count") option.argParser(wholeNumber);
  if (spec.takes === "reads" || spec.takes === "list") option.argParser(append);
  return option;
}

function append(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(value);
}

function toValue(argument: unknown): OptionValues[string] {
  if (typeof argument === "string") return argument;
  return Array.isArray(argument) ? argument.map(String) : undefined;
}

function toInvocation(command: Command, options: OptionValues): Invocation {
  const reads = new Map<string, readonly string[]>();
  const add = (attribute: string, paths: readonly string[]): void => {
    if (paths.length > 0) reads.set(attribute, [...(reads.get(attribute) ?? []), ...paths]);
  };
  for (const spec of command.options) {
    const attribute = new Option(spec.flags).attributeName();
    if (spec.takes === "reads") add(attribute, listOption(options, attribute));
  }
  const paths = (command.positionals ?? []).filter(({ readsInto }) => readsInto !== undefined);
  const placed = command.placePaths?.(
    paths.flatMap(({ name }) => listOption(options, name)),
    options,
  );
  for (const { name, readsInto } of placed ? [] : paths) add(readsInto ?? "", listOption(options, name));
  for (const [attribute, given] of placed ?? []) add(attribute, given);
  return { command, options, reads, output: outputSettings(command, options) };
}
