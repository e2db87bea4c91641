import type { JsonObject, JsonValue } from "./json.ts";

/** A syntax error as Go's encoding/json words it. `offset` counts bytes read, as Go does. */
export class JsonProblem extends Error {
  readonly offset: number;
  /** The text ended too early: Go has no offset for it. */
  readonly isEnd: boolean;

  constructor(message: string, offset: number, isEnd = false) {
    super(message);
    this.name = "JsonProblem";
    this.offset = offset;
    this.isEnd = isEnd;
  }
}

const MAX_DEPTH = 10_000;

/**
 * Reads one JSON value at `from` and says where it ends. Of equal keys the last one wins. An integer beyond ±2^53
 * is a bigint; a number with a fraction or exponent is a number, so `1.0` is 1, as the API machinery sends it on.
 * Throws `JsonProblem`. Mirrors: Decoder.Decode, encoding/json of Go 1.26
 */
export function readJson(text: string, from: number): { value: JsonValue; end: number } {
  const reader = new JsonReader(text, from);
  reader.skipSpace();
  const value = reader.value(0);
  return { value, end: reader.at };
}

/** The problem of a text that is nested too deeply, found without going down. */
export function depthProblem(text: string, from: number): JsonProblem {
  let depth = 0;
  let isText = false;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (isText) {
      if (char === "\\") at++;
      isText = char !== '"';
    } else if (char === '"') isText = true;
    else if (char === "}" || char === "]") depth--;
    else if (char === "{" || char === "[") {
      depth++;
      if (depth > MAX_DEPTH) return problemAt(text, at, "exceeded max depth");
    }
  }
  return new JsonProblem("unexpected EOF", text.length, true);
}

function problemAt(text: string, at: number, context: string): JsonProblem {
  const char = text.codePointAt(at);
  if (char === undefined) return new JsonProblem("unexpected EOF", at, true);
  const offset = new TextEncoder().encode(text.slice(0, at)).length + 1;
  return new JsonProblem(`invalid character ${quoteChar(String.fromCodePoint(char))} ${context}`, offset);
}

class JsonReader {
  at: number;
  private readonly text: string;

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
  }

  skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  value(depth: number): JsonValue {
    const char = this.text.charAt(this.at);
    if (char === "{" || char === "[") {
      if (depth >= MAX_DEPTH) this.fail("exceeded max depth");
      return char === "{" ? this.object(depth + 1) : this.array(depth + 1);
    }
    if (char === '"') return this.string();
    if (char === "-" || (char >= "0" && char <= "9")) return this.number();
    if (char === "t") return this.literal("true", true);
    if (char === "f") return this.literal("false", false);
    if (char === "n") return this.literal("null", null);
    return this.fail("looking for beginning of value");
  }

  private object(depth: number): JsonObject {
    const object: JsonObject = {};
    this.at++;
    this.skipSpace();
    if (this.text.charAt(this.at) === "}") {
      this.at++;
      return object;
    }
    for (;;) {
      if (this.text.charAt(this.at) !== '"') this.fail("looking for beginning of object key string");
      const key = this.string();
      this.skipSpace();
      if (this.text.charAt(this.at) !== ":") this.fail("after object key");
      this.at++;
      this.skipSpace();
      const value = this.value(depth);
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      this.skipSpace();
      const char = this.text.charAt(this.at);
      if (char !== "," && char !== "}") this.fail("after object key:value pair");
      this.at++;
      if (char === "}") return object;
      this.skipSpace();
    }
  }

  private array(depth: number): JsonValue[] {
    const list: JsonValue[] = [];
    this.at++;
    this.skipSpace();
    if (this.text.charAt(this.at) === "]") {
      this.at++;
      return list;
    }
    for (;;) {
      list.push(this.value(depth));
      this.skipSpace();
      const char = this.text.charAt(this.at);
      if (char !== "," && char !== "]") this.fail("after array element");
      this.at++;
      if (char === "]") return list;
      this.skipSpace();
    }
  }

  private literal<T extends JsonValue>(word: string, value: T): T {
    for (let i = 0; i < word.length; i++) {
      if (this.text.charAt(this.at) !== word.charAt(i))
        this.fail(`in literal ${word} (expecting ${quoteChar(word.charAt(i))})`);
      this.at++;
    }
    return value;
  }

  private string(): string {
    const start = this.at;
    this.at++;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 34) break;
      if (Number.isNaN(code)) this.fail("in string literal");
      if (code < 32) this.fail("in string literal");
      if (code === 92) this.skipEscape();
      else this.at++;
    }
    this.at++;
    const raw = this.text.slice(start, this.at);
    const value: unknown = JSON.parse(raw);
    return typeof value === "string" ? value.replaceAll(LONE_SURROGATE, "\ufffd") : "";
  }

  private skipEscape(): void {
    this.at++;
    const char = this.text.charAt(this.at);
    if (char === "" || !'"\\/bfnrtu'.includes(char)) this.fail("in string escape code");
    this.at++;
    if (char !== "u") return;
    for (let i = 0; i < 4; i++) {
      if (!/^[0-9a-fA-F]$/.test(this.text.charAt(this.at))) this.fail("in \\u hexadecimal character escape");
      this.at++;
    }
  }

  private number(): number | bigint {
    const start = this.at;
    if (this.text.charAt(this.at) === "-") this.at++;
    const first = this.text.charAt(this.at);
    if (!isDigit(first)) this.fail("in numeric literal");
    this.at++;
    if (first !== "0") this.skipDigits();
    let isInteger = true;
    if (this.text.charAt(this.at) === ".") {
      isInteger = false;
      this.at++;
      if (!isDigit(this.text.charAt(this.at))) this.fail("after decimal point in numeric literal");
      this.skipDigits();
    }
    if (this.text.charAt(this.at) === "e" || this.text.charAt(this.at) === "E") {
      isInteger = false;
      this.at++;
      if (this.text.charAt(this.at) === "+" || this.text.charAt(this.at) === "-") this.at++;
      if (!isDigit(this.text.charAt(this.at))) this.fail("in exponent of numeric literal");
      this.skipDigits();
    }
    const text = this.text.slice(start, this.at);
    const number = Number(text);
    return isInteger && !Number.isSafeInteger(number) && String(number) !== text ? BigInt(text) : number;
  }

  private skipDigits(): void {
    while (isDigit(this.text.charAt(this.at))) this.at++;
  }

  private fail(context: string): never {
    throw problemAt(this.text, this.at, context);
  }
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9" && char.length === 1;
}

function quoteChar(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  const quoted = JSON.stringify(char).slice(1, -1);
  return `'${quoted.replace(/^\\u00/, "\\x")}'`;
}
