/** A problem in YAML text. `line` counts from 0 in the chunk; `offset` is where the reader stood. */
export class YamlProblem extends Error {
  readonly line: number;
  readonly offset: number;
  /** Scanner problems are reported with the line counted from 1, parser problems from 0: a quirk of the original. */
  readonly origin: "scanner" | "parser" | "decoder" | "converter" | "reader";
  /** Line of the construct around it; used when `line` is 0. */
  readonly contextLine: number;
  /** How many lines above the problem that construct begins; 0 when it is not known. */
  readonly linesFromContext: number;

  constructor(
    origin: YamlProblem["origin"],
    message: string,
    place: { line: number; offset: number; contextLine?: number },
  ) {
    super(message);
    this.name = "YamlProblem";
    this.origin = origin;
    this.line = place.line;
    this.offset = place.offset;
    this.contextLine = place.contextLine ?? 0;
    this.linesFromContext = place.contextLine === undefined ? 0 : Math.max(0, place.line - place.contextLine);
  }
}

/** Place in the text: offset in UTF-16 units, line from 0, offset at which the line starts. */
export interface Mark {
  readonly offset: number;
  readonly line: number;
  readonly lineStart: number;
}

const END = 0;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const NEL = 0x85;
const LS = 0x2028;
const PS = 0x2029;

/** The text under the scanner, ended by NUL characters, and where it stands. */
export class Cursor {
  readonly text: string;
  offset = 0;
  line = 0;
  lineStart = 0;

  constructor(text: string) {
    this.text = `${text}\0\0\0\0`;
  }

  get column(): number {
    return this.offset - this.lineStart;
  }

  mark(): Mark {
    return { offset: this.offset, line: this.line, lineStart: this.lineStart };
  }

  at(distance: number): number {
    return this.text.charCodeAt(this.offset + distance);
  }

  skip(): void {
    this.offset++;
  }

  /** Steps over one line break; CR LF is one. */
  skipBreak(): void {
    const isPair = this.at(0) === CR && this.at(1) === LF;
    this.offset += isPair ? 2 : 1;
    this.line++;
    this.lineStart = this.offset;
  }

  /** Steps over one line break and gives what it stands for in a scalar. */
  readBreak(): string {
    const code = this.at(0);
    this.skipBreak();
    if (code === LS) return "\u2028";
    return code === PS ? "\u2029" : "\n";
  }

  skipBlanks(): void {
    while (isBlank(this.at(0))) this.offset++;
  }

  skipComment(): void {
    if (this.at(0) !== 35) return;
    while (!isBreakOrEnd(this.at(0))) this.offset++;
  }

  fail(message: string, contextLine: number): never {
    throw new YamlProblem("scanner", message, { line: this.line, offset: this.offset, contextLine });
  }
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreak(code: number): boolean {
  return code === LF || code === CR || code === NEL || code === LS || code === PS;
}

export function isBreakOrEnd(code: number): boolean {
  return code === END || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  if (code > SPACE && code < NEL) return false;
  return code === SPACE || code === TAB || isBreakOrEnd(code);
}

/** Letters, digits, `_`, `-`. */
export function isWordCharacter(code: number): boolean {
  if (code >= 97 && code <= 122) return true;
  if (code >= 65 && code <= 90) return true;
  return (code >= 48 && code <= 57) || code === 95 || code === 45;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Value of a hexadecimal digit, -1 for anything else. */
export function hexValue(code: number): number {
  if (isDigit(code)) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}
