import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";

/**
 * A command is data (its options) and one pure function from what the shell read to a report. Everything that
 * touches files, streams or argv happens in `io` and `cli`. A new command is one file here and one line in
 * `registry.ts`.
 */
export interface Command {
  readonly name: string;
  /** A few sentences under the usage line of `--help`. */
  readonly description: string;
  readonly positionals?: readonly PositionalSpec[];
  readonly options: readonly OptionSpec[];
  /** Command lines shown in `--help`. */
  readonly examples: readonly string[];
  /** Formats of `-o` in the order of help; the first is the default. */
  readonly formats: readonly string[];
  /** True: directories are read with their subdirectories, without `-R`. */
  readonly isRecursive?: true;
  /** True: reads standard input (as `-f -`) when no file is named. */
  readonly readsStandardInput?: true;
  /** What to give, for a command line that names nothing to read. */
  readonly inputHint?: string;
  /** True: works without any input file. */
  readonly needsNoFiles?: true;
  /** True: `input.commands` is filled. */
  readonly knowsCommands?: true;
  /** Where the paths without an option go, by attribute, when that depends on what else is said. */
  placePaths?(paths: readonly string[], options: OptionValues): ReadonlyMap<string, readonly string[]>;
  run(options: OptionValues, input: CommandInput): Report;
}

/** What a command line may say, for completion. */
export interface CommandOutline {
  readonly name: string;
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  /** With those that every command has. */
  readonly options: readonly OptionSpec[];
}

export interface PositionalSpec {
  /** As in the usage line: `path`, `statefulset/name`. */
  readonly name: string;
  readonly summary: string;
  readonly isVariadic?: true;
  readonly isOptional?: true;
  /** Names files or directories: they are read and join those of this option (`filename`, `from`). */
  readonly readsInto?: string;
  readonly choices?: readonly string[];
  /** What completion offers where other values are right too. */
  readonly suggests?: readonly string[];
}

export interface OptionSpec {
  /** In commander's spelling: `-n, --namespace <name>`. The attribute is the camel case of the long name. */
  readonly flags: string;
  readonly summary: string;
  /** Heading in `--help`. */
  readonly group: OptionGroup;
  /** `reads`: files, directories, `-` or `git:REF`, which the shell reads into `input.sources(attribute)`. */
  readonly takes?: "reads" | "list" | "seconds" | "count";
  readonly choices?: readonly string[];
  /** What completion offers beside `choices`, where other values are right too. */
  readonly suggests?: readonly string[];
  /** For help; the command itself decides what an absent option means. */
  readonly defaultText?: string;
}

export type OptionGroup = "Input" | "Assumptions" | "Output" | "Findings" | "Options";

export type OptionValue = string | number | boolean | readonly string[] | undefined;

/** By attribute; positionals that read nothing by their name. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

export interface CommandInput {
  /** What was read for an option: `filename` for `-f` and paths, `from`, `state`, `config`. */
  sources(attribute: string): readonly SourceFile[];
  /** Files that could not be read. */
  readonly problems: readonly Diagnostic[];
  /** Told how many of the files are done; for people who wait at a terminal. */
  progress?(done: number, total: number): void;
  /** All commands under all their names, for a command that `knowsCommands`. */
  readonly commands?: readonly CommandOutline[];
}
