import { type Cursor, hexValue, isBlank, isBlankOrEnd, isBreak } from "./cursor.ts";

const QUOTE = 39;
const DOUBLE = 34;
const BACKSLASH = 92;
const DASH = 45;
const DOT = 46;

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** `---` or `...` at the beginning of a line, followed by a blank, a break or the end. */
export function isDocumentIndicator(cursor: Cursor): boolean {
  if (cursor.offset !== cursor.lineStart) return false;
  const code = cursor.at(0);
  if (code !== DASH && code !== DOT) return false;
  return cursor.at(1) === code && cursor.at(2) === code && isBlankOrEnd(cursor.at(3));
}

/**
 * The text of a quoted scalar, with line folding; the cursor ends behind the closing quote.
 * Mirrors: yaml_parser_scan_flow_scalar, go.yaml.in/yaml/v2 v2.4.4
 */
export function scanQuoted(cursor: Cursor, isSingle: boolean): string {
  const startLine = cursor.line;
  const quote = isSingle ? QUOTE : DOUBLE;
  cursor.skip();
  let text = "";
  for (;;) {
    if (isDocumentIndicator(cursor)) cursor.fail("found unexpected document indicator", startLine);
    if (cursor.at(0) === 0) cursor.fail("found unexpected end of stream", startLine);
    const run = scanWords(cursor, isSingle, startLine);
    text += run.text;
    if (cursor.at(0) === quote) break;
    text += foldBlanks(cursor, run.isContinued);
  }
  cursor.skip();
  return text;
}

/** Characters up to a blank, a break or the closing quote; `isContinued` after an escaped line break. */
function scanWords(cursor: Cursor, isSingle: boolean, startLine: number): { text: string; isContinued: boolean } {
  let text = "";
  let from = cursor.offset;
  for (;;) {
    const code = cursor.at(0);
    if (isBlankOrEnd(code)) break;
    if (isSingle) {
      if (code !== QUOTE) {
        cursor.skip();
        continue;
      }
      if (cursor.at(1) !== QUOTE) break;
      text += `${cursor.text.slice(from, cursor.offset)}'`;
      cursor.offset += 2;
      from = cursor.offset;
      continue;
    }
    if (code === DOUBLE) break;
    if (code !== BACKSLASH) {
      cursor.skip();
      continue;
    }
    text += cursor.text.slice(from, cursor.offset);
    if (isBreak(cursor.at(1))) {
      cursor.skip();
      cursor.skipBreak();
      return { text, isContinued: true };
    }
    text += scanEscape(cursor, startLine);
    from = cursor.offset;
  }
  return { text: text + cursor.text.slice(from, cursor.offset), isContinued: false };
}

function scanEscape(cursor: Cursor, startLine: number): string {
  const letter = cursor.text.charAt(cursor.offset + 1);
  const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  const length = Object.hasOwn(CODE_LENGTHS, letter) ? CODE_LENGTHS[letter] : undefined;
  if (plain === undefined && length === undefined) cursor.fail("found unknown escape character", startLine);
  cursor.offset += 2;
  if (plain !== undefined) return plain;
  let value = 0;
  for (let k = 0; k < (length ?? 0); k++) {
    const digit = hexValue(cursor.at(k));
    if (digit < 0) cursor.fail("did not find expected hexdecimal number", startLine);
    value = value * 16 + digit;
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    cursor.fail("found invalid Unicode character escape code", startLine);
  }
  cursor.offset += length ?? 0;
  return String.fromCodePoint(value);
}

/** Blanks and breaks between words: one break is a space, further ones stay. */
function foldBlanks(cursor: Cursor, isContinued: boolean): string {
  let isLeading = isContinued;
  let blanks = "";
  let first = "";
  let rest = "";
  for (;;) {
    const code = cursor.at(0);
    if (isBlank(code)) {
      if (!isLeading) blanks += cursor.text.charAt(cursor.offset);
      cursor.skip();
    } else if (isBreak(code)) {
      if (isLeading) rest += cursor.readBreak();
      else {
        blanks = "";
        first = cursor.readBreak();
        isLeading = true;
      }
    } else break;
  }
  if (!isLeading) return blanks;
  if (first !== "\n") return first + rest;
  return rest === "" ? " " : rest;
}
