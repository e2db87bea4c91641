import {
  type Cursor,
  hexValue,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isWordCharacter,
} from "./cursor.ts";

const BANG = 33;
const PERCENT = 37;
const LESS = 60;
const GREATER = 62;
const DOT = 46;

/** `; / ? : @ & = + $ , . ! ~ * ' ( ) [ ] %` */
const URI_CHARACTERS = new Set([...";/?:@&=+$,.!~*'()[]%"].map((char) => char.charCodeAt(0)));

export interface TagText {
  readonly handle: string;
  readonly suffix: string;
}

/** Mirrors: yaml_parser_scan_tag, go.yaml.in/yaml/v2 v2.4.4 */
export function scanTag(cursor: Cursor): TagText {
  const startLine = cursor.line;
  const tag = cursor.at(1) === LESS ? scanVerbatim(cursor, startLine) : scanShorthand(cursor, startLine);
  if (!isBlankOrEnd(cursor.at(0))) cursor.fail("did not find expected whitespace or line break", startLine);
  return tag;
}

function scanVerbatim(cursor: Cursor, startLine: number): TagText {
  cursor.offset += 2;
  const suffix = scanUri(cursor, "", startLine);
  if (cursor.at(0) !== GREATER) cursor.fail("did not find the expected '>'", startLine);
  cursor.skip();
  return { handle: "", suffix };
}

function scanShorthand(cursor: Cursor, startLine: number): TagText {
  const handle = scanHandle(cursor, false, startLine);
  if (handle.length > 1 && handle.endsWith("!")) return { handle, suffix: scanUri(cursor, "", startLine) };
  const suffix = scanUri(cursor, handle, startLine);
  return suffix === "" ? { handle: "", suffix: "!" } : { handle: "!", suffix };
}

function scanHandle(cursor: Cursor, isDirective: boolean, startLine: number): string {
  if (cursor.at(0) !== BANG) cursor.fail("did not find expected '!'", startLine);
  const from = cursor.offset;
  cursor.skip();
  while (isWordCharacter(cursor.at(0))) cursor.skip();
  if (cursor.at(0) === BANG) cursor.skip();
  else if (isDirective && cursor.offset - from > 1) cursor.fail("did not find expected '!'", startLine);
  return cursor.text.slice(from, cursor.offset);
}

/** `head` is a handle that turned out to be the beginning of the suffix. */
function scanUri(cursor: Cursor, head: string, startLine: number): string {
  let uri = head.slice(1);
  const from = cursor.offset;
  for (;;) {
    const code = cursor.at(0);
    if (code === PERCENT) uri += scanUriEscape(cursor, startLine);
    else if (isWordCharacter(code) || URI_CHARACTERS.has(code)) {
      uri += cursor.text.charAt(cursor.offset);
      cursor.skip();
    } else break;
  }
  if (head === "" && cursor.offset === from) cursor.fail("did not find expected tag URI", startLine);
  return uri;
}

/** One character, written as the octets of its UTF-8 form. */
function scanUriEscape(cursor: Cursor, startLine: number): string {
  const octets: number[] = [];
  let width = 1;
  do {
    const [high, low] = [hexValue(cursor.at(1)), hexValue(cursor.at(2))];
    if (cursor.at(0) !== PERCENT || high < 0 || low < 0) cursor.fail("did not find URI escaped octet", startLine);
    const octet = high * 16 + low;
    if (octets.length === 0) {
      width = utf8Width(octet);
      if (width === 0) cursor.fail("found an incorrect leading UTF-8 octet", startLine);
    } else if ((octet & 0xc0) !== 0x80) cursor.fail("found an incorrect trailing UTF-8 octet", startLine);
    octets.push(octet);
    cursor.offset += 3;
  } while (octets.length < width);
  return new TextDecoder().decode(new Uint8Array(octets));
}

function utf8Width(octet: number): number {
  if ((octet & 0x80) === 0) return 1;
  if ((octet & 0xe0) === 0xc0) return 2;
  if ((octet & 0xf0) === 0xe0) return 3;
  return (octet & 0xf8) === 0xf0 ? 4 : 0;
}

export type Directive =
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "tag"; readonly handle: string; readonly prefix: string };

/** Mirrors: yaml_parser_scan_directive, go.yaml.in/yaml/v2 v2.4.4 */
export function scanDirective(cursor: Cursor): Directive {
  const startLine = cursor.line;
  cursor.skip();
  const name = scanDirectiveName(cursor, startLine);
  if (name !== "YAML" && name !== "TAG") cursor.fail("found unknown directive name", startLine);
  const directive = name === "YAML" ? scanVersion(cursor, startLine) : scanTagDirective(cursor, startLine);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.at(0))) cursor.fail("did not find expected comment or line break", startLine);
  if (isBreak(cursor.at(0))) cursor.skipBreak();
  return directive;
}

function scanDirectiveName(cursor: Cursor, startLine: number): string {
  const from = cursor.offset;
  while (isWordCharacter(cursor.at(0))) cursor.skip();
  if (cursor.offset === from) cursor.fail("could not find expected directive name", startLine);
  if (!isBlankOrEnd(cursor.at(0))) cursor.fail("found unexpected non-alphabetical character", startLine);
  return cursor.text.slice(from, cursor.offset);
}

function scanVersion(cursor: Cursor, startLine: number): Directive {
  cursor.skipBlanks();
  const major = scanVersionNumber(cursor, startLine);
  if (cursor.at(0) !== DOT) cursor.fail("did not find expected digit or '.' character", startLine);
  cursor.skip();
  const minor = scanVersionNumber(cursor, startLine);
  return { kind: "version", version: `${major}.${minor}` };
}

function scanVersionNumber(cursor: Cursor, startLine: number): number {
  let value = 0;
  let length = 0;
  while (isDigit(cursor.at(0))) {
    length++;
    if (length > 2) cursor.fail("found extremely long version number", startLine);
    value = value * 10 + cursor.at(0) - 48;
    cursor.skip();
  }
  if (length === 0) cursor.fail("did not find expected version number", startLine);
  return value;
}

function scanTagDirective(cursor: Cursor, startLine: number): Directive {
  cursor.skipBlanks();
  const handle = scanHandle(cursor, true, startLine);
  if (!isBlank(cursor.at(0))) cursor.fail("did not find expected whitespace", startLine);
  cursor.skipBlanks();
  const prefix = scanUri(cursor, "", startLine);
  if (!isBlankOrEnd(cursor.at(0))) cursor.fail("did not find expected whitespace or line break", startLine);
  return { kind: "tag", handle, prefix };
}
