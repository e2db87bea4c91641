/** One text that somebody wrote: a file, or standard input (`name` is then `<stdin>`). */
export interface SourceFile {
  /** Display name: relative to the working directory where possible, forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** 1-based line and column; columns count UTF-16 units. `offset` is 0-based, in UTF-16 units. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** `end` is exclusive. */
export interface SourceRange {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}
