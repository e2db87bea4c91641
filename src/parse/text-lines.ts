import type { Position, SourceRange } from "../model/source.ts";

/** Turns offsets of a text whose line ends were normalised to `\n` into places of the text as it is in the file. */
export class TextLines {
  readonly file: string;
  private readonly original: string;
  private readonly normalised: string;
  private starts: readonly number[] | undefined;
  private originalStarts: readonly number[] | undefined;

  constructor(file: string, original: string, normalised: string) {
    this.file = file;
    this.original = original;
    this.normalised = normalised;
  }

  range(start: number, end: number): SourceRange {
    return { file: this.file, start: this.position(start), end: this.position(Math.max(start, end)) };
  }

  position(offset: number): Position {
    this.starts ??= lineStarts(this.normalised);
    const clamped = Math.min(offset, this.normalised.length);
    const line = indexOfLine(this.starts, clamped);
    const column = clamped - (this.starts[line] ?? 0);
    return { offset: this.originalStart(line) + column, line: line + 1, column: column + 1 };
  }

  private originalStart(line: number): number {
    if (this.original === this.normalised) return this.starts?.[line] ?? 0;
    this.originalStarts ??= lineStarts(this.original);
    return this.originalStarts[line] ?? 0;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The last line that starts at or before the offset. */
function indexOfLine(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
