import { type Cursor, isBlank, isBlankOrEnd, isBreak } from "./cursor.ts";
import { isDocumentIndicator } from "./scan-quoted.ts";

const COLON = 58;
const HASH = 35;
const TAB = 9;
const SPACE = 32;

export interface PlainScalar {
  readonly text: string;
  readonly end: number;
  /** The scalar ran over a line break, so a simple key may follow. */
  readonly isMultiline: boolean;
}

/** `, ? [ ] { }` end a plain scalar inside a flow collection. */
function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125;
}

/**
 * The text of a plain scalar, with line folding. `indent` is the column that continuation lines must reach.
 * Mirrors: yaml_parser_scan_plain_scalar, go.yaml.in/yaml/v2 v2.4.4
 */
export function scanPlain(cursor: Cursor, indent: number, isFlow: boolean): PlainScalar {
  const startLine = cursor.line;
  let text = "";
  let end = cursor.offset;
  let between = "";
  let isMultiline = false;
  for (;;) {
    if (isDocumentIndicator(cursor) || cursor.at(0) === HASH) break;
    const from = cursor.offset;
    skipWord(cursor, isFlow);
    if (cursor.offset > from) {
      text += between + cursor.text.slice(from, cursor.offset);
      end = cursor.offset;
      between = "";
      isMultiline = false;
    }
    const code = cursor.at(0);
    if (!isBlank(code) && !isBreak(code)) break;
    const blanks = scanBlanks(cursor, { indent, startLine, isLeading: isMultiline });
    if (blanks.isLeading) {
      between = isMultiline ? between : fold(blanks);
      isMultiline = true;
    } else between += blanks.text;
    if (!isFlow && cursor.column < indent) break;
  }
  return { text, end, isMultiline };
}

/** Most words are runs of ordinary characters: one compare a character. */
function skipWord(cursor: Cursor, isFlow: boolean): void {
  const { text } = cursor;
  let at = cursor.offset;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlankOrEnd(code)) break;
    if (code === COLON && isBlankOrEnd(text.charCodeAt(at + 1))) break;
    if (isFlow && isFlowIndicator(code)) break;
    at++;
  }
  cursor.offset = at;
}

interface Blanks {
  readonly text: string;
  readonly isLeading: boolean;
  readonly first: string;
  readonly rest: string;
}

function fold({ first, rest }: Blanks): string {
  if (first !== "\n") return first + rest;
  return rest === "" ? " " : rest;
}

function scanBlanks(cursor: Cursor, state: { indent: number; startLine: number; isLeading: boolean }): Blanks {
  let isLeading = state.isLeading;
  let first = "";
  let rest = "";
  const from = cursor.offset;
  for (;;) {
    const code = cursor.at(0);
    if (code === SPACE || code === TAB) {
      if (isLeading && cursor.column < state.indent && code === TAB) {
        cursor.fail("found a tab character that violates indentation", state.startLine);
      }
      cursor.skip();
    } else if (isBreak(code)) {
      if (isLeading) rest += cursor.readBreak();
      else {
        first = cursor.readBreak();
        isLeading = true;
      }
    } else break;
  }
  return { text: isLeading ? "" : cursor.text.slice(from, cursor.offset), isLeading, first, rest };
}
