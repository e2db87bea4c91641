/**
 * Everything that the program asks of the machine. `main` works against this, so that a test runs the whole
 * command line in process with files in memory.
 */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Undefined when there is no such file or directory. */
  kindOf(path: string): PathKind | undefined;
  /** Throws what the file system throws. */
  readFile(path: string): Uint8Array;
  /** Names in a directory, in code unit order; symbolic links are resolved, but not those to directories. */
  listDirectory(path: string): readonly DirectoryEntry[];
  readStandardInput(): Promise<Uint8Array>;
  writeFile(path: string, text: string): void;
  /** Absent where nothing can be watched. False when there is nothing to wait for. */
  waitForChange?(paths: readonly string[]): Promise<boolean>;
  /** Runs a program that the user asked for by flag; never through a shell. */
  /** Much is to be read: whatever makes a long run cheaper and a short one dearer. */
  prepareForLongRun?(): Promise<void>;
  run(program: string, args: readonly string[]): Promise<ProgramResult>;
  /** Path for people: relative to the working directory where that is shorter, forward slashes. */
  displayName(path: string): string;
}

export type PathKind = "file" | "directory" | "other";

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: PathKind;
}

export interface ProgramResult {
  /** Undefined when the program could not be started. */
  readonly status: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Where text goes. */
export interface TextSink {
  readonly isTerminal: boolean;
  /** Undefined when it is no terminal. */
  readonly columns: number | undefined;
  /** Throws `BrokenPipe` when nobody reads any more. */
  write(text: string): void;
}

/** The reader of our output went away: `sts-plan … | head`. */
export class BrokenPipe extends Error {}
