import { Cursor, isBlank, isBlankOrEnd, isBreak, isWordCharacter, type Mark } from "./cursor.ts";
import { scanBlock } from "./scan-block.ts";
import { scanPlain } from "./scan-plain.ts";
import { isDocumentIndicator, scanQuoted } from "./scan-quoted.ts";
import { scanDirective, scanTag } from "./scan-tag.ts";
import { type ScalarStyle, type Token, TokenType } from "./token.ts";

/** A place where a `key:` may turn out to have begun. */
interface SimpleKey {
  isPossible: boolean;
  isRequired: boolean;
  tokenNumber: number;
  mark: Mark;
}

const MAX_DEPTH = 10_000;

/** Characters that a simple key may run over. */
const MAX_KEY_LENGTH = 1024;

const NO_MARK: Mark = { offset: 0, line: 0, lineStart: 0 };

/**
 * YAML 1.1 tokens of one text, one after the other, as Kubernetes' reader sees them: the same tokens, and for
 * broken text the same problem at the same line.
 * Mirrors: yaml_parser_scan, yaml_parser_fetch_next_token, go.yaml.in/yaml/v2 v2.4.4
 */
export class Scanner {
  readonly cursor: Cursor;
  private tokens: Token[] = [];
  private head = 0;
  private parsed = 0;
  private isAvailable = false;
  private isStarted = false;
  private isKeyAllowed = false;
  private flowLevel = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private readonly keys: SimpleKey[] = [];
  private readonly keyByToken = new Map<number, number>();

  constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  /** The token to be looked at. Throws `YamlProblem`. */
  peek(): Token {
    if (!this.isAvailable) this.fetchMore();
    const token = this.tokens[this.head];
    if (!token) return this.cursor.fail("did not find expected <stream-start>", 0);
    return token;
  }

  skip(): void {
    this.isAvailable = false;
    this.parsed++;
    this.head++;
    if (this.head === this.tokens.length) {
      this.tokens = [];
      this.head = 0;
    }
  }

  private fetchMore(): void {
    for (;;) {
      if (this.head !== this.tokens.length) {
        const index = this.keyByToken.get(this.parsed);
        const key = index === undefined ? undefined : this.keys[index];
        if (!key || !this.isValid(key)) break;
      }
      this.fetchNext();
    }
    this.isAvailable = true;
  }

  private fetchNext(): void {
    const { cursor } = this;
    if (!this.isStarted) return this.fetchStreamStart();
    this.skipToToken();
    this.unrollIndent(cursor.column);
    const code = cursor.at(0);
    if (code === 0) return this.fetchStreamEnd();
    if (cursor.offset === cursor.lineStart) {
      if (code === 37) return this.fetchDirective();
      if (isDocumentIndicator(cursor)) return this.fetchDocumentIndicator(code);
    }
    this.fetchByCharacter(code);
  }

  private fetchByCharacter(code: number): void {
    const isBlankNext = isBlankOrEnd(this.cursor.at(1));
    switch (code) {
      case 91: // [
        return this.fetchFlowStart(TokenType.FlowSequenceStart);
      case 123: // {
        return this.fetchFlowStart(TokenType.FlowMappingStart);
      case 93: // ]
        return this.fetchFlowEnd(TokenType.FlowSequenceEnd);
      case 125: // }
        return this.fetchFlowEnd(TokenType.FlowMappingEnd);
      case 44: // ,
        this.removeKey();
        this.isKeyAllowed = true;
        return this.pushIndicator(TokenType.FlowEntry, 1);
      case 45: // -
        return isBlankNext ? this.fetchBlockEntry() : this.fetchPlain(code);
      case 63: // ?
        return this.flowLevel > 0 || isBlankNext ? this.fetchKey() : this.fetchPlain(code);
      case 58: // :
        return this.flowLevel > 0 || isBlankNext ? this.fetchValue() : this.fetchPlain(code);
      case 42: // *
        return this.fetchAnchor(TokenType.Alias);
      case 38: // &
        return this.fetchAnchor(TokenType.Anchor);
      case 33: // !
        return this.fetchTag();
      case 124: // |
        return this.flowLevel === 0 ? this.fetchBlockScalar(true) : this.fetchPlain(code);
      case 62: // >
        return this.flowLevel === 0 ? this.fetchBlockScalar(false) : this.fetchPlain(code);
      case 39: // '
        return this.fetchQuoted(true);
      case 34: // "
        return this.fetchQuoted(false);
      default:
        return this.fetchPlain(code);
    }
  }

  /** Blanks, comments and line breaks before the next token; a tab only where no key can begin. */
  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      if (cursor.offset === cursor.lineStart && cursor.at(0) === 0xfeff) {
        cursor.skip();
        cursor.lineStart = cursor.offset;
      }
      const isTabAllowed = this.flowLevel > 0 || !this.isKeyAllowed;
      for (let code = cursor.at(0); code === 32 || (isTabAllowed && code === 9); code = cursor.at(0)) cursor.skip();
      cursor.skipComment();
      if (!isBreak(cursor.at(0))) return;
      cursor.skipBreak();
      if (this.flowLevel === 0) this.isKeyAllowed = true;
    }
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    const { cursor } = this;
    if (key.mark.line >= cursor.line && key.mark.offset + MAX_KEY_LENGTH >= cursor.offset) return true;
    if (key.isRequired) this.failKey(key);
    key.isPossible = false;
    return false;
  }

  private failKey(key: SimpleKey): never {
    return this.cursor.fail("could not find expected ':'", key.mark.line);
  }

  private saveKey(): void {
    if (!this.isKeyAllowed) return;
    const { cursor } = this;
    const isRequired = this.flowLevel === 0 && this.indent === cursor.column;
    this.removeKey();
    const key = this.topKey();
    key.isPossible = true;
    key.isRequired = isRequired;
    key.tokenNumber = this.nextNumber();
    key.mark = cursor.mark();
    this.keyByToken.set(key.tokenNumber, this.keys.length - 1);
  }

  private removeKey(): void {
    const key = this.topKey();
    if (!key.isPossible) return;
    if (key.isRequired) this.failKey(key);
    key.isPossible = false;
    this.keyByToken.delete(key.tokenNumber);
  }

  private topKey(): SimpleKey {
    const key = this.keys.at(-1);
    if (!key) return this.cursor.fail("did not find expected <stream-start>", 0);
    return key;
  }

  private nextNumber(): number {
    return this.parsed + this.tokens.length - this.head;
  }

  private rollIndent(column: number, tokenNumber: number, type: TokenType, mark: Mark): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH)
      this.cursor.fail(`exceeded max depth of ${MAX_DEPTH}`, this.topKey().mark.line);
    this.insert(tokenNumber, { type, start: mark, end: mark.offset, value: "", suffix: "", style: "plain" });
  }

  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push(TokenType.BlockEnd, this.cursor.mark());
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private fetchStreamStart(): void {
    this.keys.push({ isPossible: false, isRequired: false, tokenNumber: 0, mark: NO_MARK });
    this.isKeyAllowed = true;
    this.isStarted = true;
    this.push(TokenType.StreamStart, this.cursor.mark());
  }

  private fetchStreamEnd(): void {
    const { cursor } = this;
    if (cursor.column !== 0) {
      cursor.line++;
      cursor.lineStart = cursor.offset;
    }
    this.unrollIndent(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    this.push(TokenType.StreamEnd, cursor.mark());
  }

  private fetchDirective(): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    const directive = scanDirective(this.cursor);
    if (directive.kind === "version") this.push(TokenType.VersionDirective, start, directive.version);
    else this.push(TokenType.TagDirective, start, directive.handle, "plain", directive.prefix);
  }

  private fetchDocumentIndicator(code: number): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    this.pushIndicator(code === 45 ? TokenType.DocumentStart : TokenType.DocumentEnd, 3);
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    const mark = this.cursor.mark();
    this.keys.push({ isPossible: false, isRequired: false, tokenNumber: this.nextNumber(), mark });
    this.flowLevel++;
    if (this.flowLevel > MAX_DEPTH) this.cursor.fail(`exceeded max depth of ${MAX_DEPTH}`, mark.line);
    this.isKeyAllowed = true;
    this.pushIndicator(type, 1);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.removeKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      const key = this.keys.pop();
      if (key) this.keyByToken.delete(key.tokenNumber);
    }
    this.isKeyAllowed = false;
    this.pushIndicator(type, 1);
  }

  private fetchBlockEntry(): void {
    const { cursor } = this;
    if (this.flowLevel === 0) {
      if (!this.isKeyAllowed) cursor.fail("block sequence entries are not allowed in this context", cursor.line);
      this.rollIndent(cursor.column, -1, TokenType.BlockSequenceStart, cursor.mark());
    }
    this.removeKey();
    this.isKeyAllowed = true;
    this.pushIndicator(TokenType.BlockEntry, 1);
  }

  private fetchKey(): void {
    const { cursor } = this;
    if (this.flowLevel === 0) {
      if (!this.isKeyAllowed) cursor.fail("mapping keys are not allowed in this context", cursor.line);
      this.rollIndent(cursor.column, -1, TokenType.BlockMappingStart, cursor.mark());
    }
    this.removeKey();
    this.isKeyAllowed = this.flowLevel === 0;
    this.pushIndicator(TokenType.Key, 1);
  }

  private fetchValue(): void {
    const { cursor } = this;
    const key = this.topKey();
    if (this.isValid(key)) {
      const { mark, tokenNumber } = key;
      this.insert(tokenNumber, {
        type: TokenType.Key,
        start: mark,
        end: mark.offset,
        value: "",
        suffix: "",
        style: "plain",
      });
      this.rollIndent(mark.offset - mark.lineStart, tokenNumber, TokenType.BlockMappingStart, mark);
      key.isPossible = false;
      this.keyByToken.delete(tokenNumber);
      this.isKeyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.isKeyAllowed) cursor.fail("mapping values are not allowed in this context", cursor.line);
        this.rollIndent(cursor.column, -1, TokenType.BlockMappingStart, cursor.mark());
      }
      this.isKeyAllowed = this.flowLevel === 0;
    }
    this.pushIndicator(TokenType.Value, 1);
  }

  private fetchAnchor(type: TokenType): void {
    const { cursor } = this;
    this.saveKey();
    this.isKeyAllowed = false;
    const start = cursor.mark();
    cursor.skip();
    while (isWordCharacter(cursor.at(0))) cursor.skip();
    const name = cursor.text.slice(start.offset + 1, cursor.offset);
    if (name === "" || !(isBlankOrEnd(cursor.at(0)) || "?:,]}%@`".includes(cursor.text.charAt(cursor.offset)))) {
      cursor.fail("did not find expected alphabetic or numeric character", start.line);
    }
    this.push(type, start, name);
  }

  private fetchTag(): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    const { handle, suffix } = scanTag(this.cursor);
    this.push(TokenType.Tag, start, handle, "plain", suffix);
  }

  private fetchBlockScalar(isLiteral: boolean): void {
    this.removeKey();
    this.isKeyAllowed = true;
    const start = this.cursor.mark();
    const { text, end } = scanBlock(this.cursor, isLiteral, this.indent);
    this.push(TokenType.Scalar, start, text, isLiteral ? "literal" : "folded", "", end);
  }

  private fetchQuoted(isSingle: boolean): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    const text = scanQuoted(this.cursor, isSingle);
    this.push(TokenType.Scalar, start, text, isSingle ? "single" : "double");
  }

  private fetchPlain(code: number): void {
    const { cursor } = this;
    if (!this.canStartPlain(code)) cursor.fail("found character that cannot start any token", cursor.line);
    this.saveKey();
    this.isKeyAllowed = false;
    const start = cursor.mark();
    const { text, end, isMultiline } = scanPlain(cursor, this.indent + 1, this.flowLevel > 0);
    this.push(TokenType.Scalar, start, text, "plain", "", end);
    if (isMultiline) this.isKeyAllowed = true;
  }

  private canStartPlain(code: number): boolean {
    const next = this.cursor.at(1);
    if (code === 45) return !isBlank(next);
    if (code === 63 || code === 58) return this.flowLevel === 0 && !isBlankOrEnd(next);
    return !isBlankOrEnd(code) && !NO_PLAIN_START.has(code);
  }

  private pushIndicator(type: TokenType, length: number): void {
    const start = this.cursor.mark();
    this.cursor.offset += length;
    this.push(type, start);
  }

  private push(
    type: TokenType,
    start: Mark,
    value = "",
    style: ScalarStyle = "plain",
    suffix = "",
    end = this.cursor.offset,
  ): void {
    this.tokens.push({ type, start, end, value, suffix, style });
  }

  /** Puts a token before the one with this number; -1 puts it last. */
  private insert(tokenNumber: number, token: Token): void {
    if (tokenNumber < 0) this.tokens.push(token);
    else this.tokens.splice(this.head + tokenNumber - this.parsed, 0, token);
  }
}

/** Indicators that no plain scalar begins with: `, [ ] { } # & * ! | > ' " % @` and the grave accent. */
const NO_PLAIN_START = new Set([...",[]{}#&*!|>'\"%@`"].map((char) => char.charCodeAt(0)));
