import type { Command, OptionValues } from "../commands/command.ts";
import type { FailOn } from "./exit-code.ts";

/** A parsed command line. */
export interface Invocation {
  readonly command: Command;
  readonly options: OptionValues;
  /** Paths, globs, `-` and `git:REF` to read, by attribute; only those that were given. */
  readonly reads: ReadonlyMap<string, readonly string[]>;
  readonly output: OutputSettings;
}

export interface OutputSettings {
  readonly targets: readonly OutputTarget[];
  readonly color: "auto" | "always" | "never";
  readonly failOn: FailOn;
  readonly isExitZero: boolean;
  readonly verbosity: "quiet" | "normal" | "verbose";
}

/** One `-o FORMAT[=FILE]`. */
export interface OutputTarget {
  readonly format: string;
  /** Undefined is standard output. */
  readonly file: string | undefined;
  /** Adds to the file instead of writing it anew. */
  readonly appends?: true;
}
