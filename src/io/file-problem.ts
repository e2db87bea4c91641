import type { Diagnostic } from "../model/diagnostic.ts";
import type { Position } from "../model/source.ts";

export interface FileProblem {
  /** Kebab-case: `file-not-found`. */
  readonly name: string;
  readonly message: string;
  readonly help: string | null;
}

const FILE_START: Position = { offset: 0, line: 1, column: 1 };

/** A file that cannot be read, as a finding at its start or at the bad place. */
export function fileProblem(file: string, problem: FileProblem, start: Position = FILE_START): Diagnostic {
  return {
    rule: "FILE",
    name: problem.name,
    source: "sts-plan",
    severity: "error",
    message: problem.message,
    help: problem.help,
    file,
    range: { file, start, end: start },
    path: "",
    object: null,
    related: [],
  };
}

/** Where a text ends: the position of what comes right after it. */
export function positionAfter(before: string): Position {
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return { offset: before.length, line, column: before.length - lineStart + 1 };
}
