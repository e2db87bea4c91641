import { type Cursor, isBlank, isBreak, isBreakOrEnd, isDigit } from "./cursor.ts";

const PLUS = 43;
const MINUS = 45;
const ZERO = 48;
const SPACE = 32;
const TAB = 9;

interface Header {
  readonly chomping: -1 | 0 | 1;
  readonly increment: number;
}

export interface BlockScalar {
  readonly text: string;
  /** Offset behind the last line that belongs to it. */
  readonly end: number;
}

/**
 * The text of a literal (`|`) or folded (`>`) scalar. `parentIndent` is the indentation of the block around it, -1 at the top.
 * Mirrors: yaml_parser_scan_block_scalar, go.yaml.in/yaml/v2 v2.4.4
 */
export function scanBlock(cursor: Cursor, isLiteral: boolean, parentIndent: number): BlockScalar {
  const startLine = cursor.line;
  cursor.skip();
  const header = scanHeader(cursor, startLine);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.at(0))) cursor.fail("did not find expected comment or line break", startLine);
  if (isBreak(cursor.at(0))) cursor.skipBreak();
  const given = header.increment > 0 ? Math.max(parentIndent, 0) + header.increment : 0;
  const gap = scanBreaks(cursor, { indent: given, parentIndent, startLine });
  const { indent } = gap;
  let { breaks, end } = gap;
  let text = "";
  let lineBreak = "";
  let wasBlank = false;
  while (cursor.column === indent && cursor.at(0) !== 0) {
    const isBlankLine = isBlank(cursor.at(0));
    const isFolded = !isLiteral && !wasBlank && !isBlankLine && lineBreak === "\n";
    if (isFolded) text += breaks === "" ? " " : "";
    else text += lineBreak;
    text += breaks;
    wasBlank = isBlankLine;
    const from = cursor.offset;
    skipLine(cursor);
    text += cursor.text.slice(from, cursor.offset);
    lineBreak = isBreak(cursor.at(0)) ? cursor.readBreak() : "";
    ({ breaks, end } = scanBreaks(cursor, { indent, parentIndent, startLine }));
  }
  if (header.chomping !== -1) text += lineBreak;
  if (header.chomping === 1) text += breaks;
  return { text, end };
}

function skipLine(cursor: Cursor): void {
  const { text } = cursor;
  let at = cursor.offset;
  while (!isBreakOrEnd(text.charCodeAt(at))) at++;
  cursor.offset = at;
}

function scanHeader(cursor: Cursor, startLine: number): Header {
  let chomping: Header["chomping"] = 0;
  let increment = 0;
  const scanChomping = () => {
    const code = cursor.at(0);
    if (code !== PLUS && code !== MINUS) return;
    chomping = code === PLUS ? 1 : -1;
    cursor.skip();
  };
  const scanIncrement = () => {
    const code = cursor.at(0);
    if (!isDigit(code)) return;
    if (code === ZERO) cursor.fail("found an indentation indicator equal to 0", startLine);
    increment = code - ZERO;
    cursor.skip();
  };
  scanChomping();
  const isChompingFirst = chomping !== 0;
  scanIncrement();
  if (!isChompingFirst && increment > 0) scanChomping();
  return { chomping, increment };
}

interface Gap {
  readonly breaks: string;
  readonly indent: number;
  readonly end: number;
}

/** Empty lines; works out the indentation when it is not known yet (0). */
function scanBreaks(cursor: Cursor, state: { indent: number; parentIndent: number; startLine: number }): Gap {
  const { indent } = state;
  let breaks = "";
  let end = cursor.offset;
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || cursor.column < indent) && cursor.at(0) === SPACE) cursor.skip();
    deepest = Math.max(deepest, cursor.column);
    if ((indent === 0 || cursor.column < indent) && cursor.at(0) === TAB) {
      cursor.fail("found a tab character where an indentation space is expected", state.startLine);
    }
    if (!isBreak(cursor.at(0))) break;
    breaks += cursor.readBreak();
    end = cursor.offset;
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, state.parentIndent + 1, 1) : indent, end };
}
