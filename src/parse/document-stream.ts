import { encodeJson } from "../model/encode-json.ts";
import { depthProblem, JsonProblem, readJson } from "../model/go-json.ts";
import type { JsonValue } from "../model/json.ts";
import { composeNode } from "./compose-node.ts";
import { YamlProblem } from "./cursor.ts";
import { nodeToJson } from "./node-to-json.ts";
import { keepTree } from "./recent-trees.ts";

/** What differs between versions in how a file is read. */
export interface ReaderBehaviour {
  /** A text that begins with `{` but is no JSON is read as YAML (from 1.33). */
  readonly fallsBackToYaml: boolean;
  /** Capital letter of `unsupported map key of type` (1.30 only). */
  readonly unsupportedKeyCapital: boolean;
  /** A wrong `apiVersion` is called `metadataOnlyObject.TypeMeta.apiVersion` (from 1.35). */
  readonly namesEmbeddedTypes: boolean;
}

/** One document of a stream. */
export interface StreamDocument {
  /** Null for an empty document. */
  readonly value: JsonValue;
  /** The JSON text as the reader hands it on; messages quote it. */
  json(): string;
  /** Where its text stands in the normalised text (line ends `\n`), end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface StreamProblem {
  /** As the reader words it. */
  readonly message: string;
  /** In the normalised text; where to look. */
  readonly offset: number;
  /** Lines before `offset` at which the construct around it begins; 0 when it is not known. */
  readonly linesFromContext?: number;
  readonly start: number;
  readonly end: number;
}

export interface DocumentStream {
  readonly documents: readonly StreamDocument[];
  /** What ended the stream early. */
  readonly problem: StreamProblem | undefined;
}

/**
 * The documents of a text, each read as Kubernetes' tools do; reading stops at the first broken one.
 * `text` has `\n` for `\r\n`. Never throws.
 * Mirrors: YAMLOrJSONDecoder, k8s.io/apimachinery/pkg/util/yaml v0.37.0 and v0.32.13
 */
export function readStream(text: string, behaviour: ReaderBehaviour): DocumentStream {
  const documents: StreamDocument[] = [];
  if (!/^\s*\{/.test(text.slice(0, 4096))) return readYaml(text, 0, documents, behaviour);
  let at = 0;
  for (;;) {
    while (/^[ \t\r\n]$/.test(text.charAt(at))) at++;
    if (at >= text.length) return { documents, problem: undefined };
    const start = at;
    try {
      const { value, end } = readJsonOrTooDeep(text, at);
      documents.push({ value, start, end, json: () => text.slice(start, end) });
      at = end;
    } catch (error) {
      if (!(error instanceof JsonProblem)) throw error;
      const problem = jsonProblem(error, text, start);
      if (!behaviour.fallsBackToYaml || documents.length > 1) return { documents, problem };
      const rest = readYaml(text, skipFirstLineBreak(text, documents.at(-1)?.end ?? 0), documents, behaviour);
      const isFirst = rest.documents.length === documents.length;
      return isFirst && rest.problem ? { documents, problem } : rest;
    }
  }
}

/** A value nested beyond the stack of this program is beyond Go's limit of depth as well. */
function readJsonOrTooDeep(text: string, from: number): { value: JsonValue; end: number } {
  try {
    return readJson(text, from);
  } catch (error) {
    if (error instanceof RangeError) throw depthProblem(text, from);
    throw error;
  }
}

function jsonProblem(error: JsonProblem, text: string, start: number): StreamProblem {
  const message = error.isEnd ? error.message : `json: offset ${error.offset}: ${error.message}`;
  return {
    message,
    offset: Math.min(error.isEnd ? text.length : error.offset - 1, text.length),
    start,
    end: text.length,
  };
}

/** Blanks up to and including the first line break belong to the JSON before them. */
function skipFirstLineBreak(text: string, from: number): number {
  let at = from;
  while (/^\s$/.test(text.charAt(at))) {
    at++;
    if (text.charAt(at - 1) === "\n") break;
  }
  return at;
}

/** The documents of a text that is YAML, from an offset on, behind those that were read already. */
export function readYaml(
  text: string,
  from: number,
  before: readonly StreamDocument[],
  behaviour: ReaderBehaviour,
): DocumentStream {
  const documents = [...before];
  for (const chunk of splitChunks(text, from)) {
    if ("message" in chunk) return { documents, problem: chunk };
    const { start, end } = chunk;
    try {
      const node = composeChunk(text.slice(start, end));
      const value = node ? nodeToJson(node) : null;
      const document: StreamDocument = { value, start, end, json: () => encodeJson(value) };
      if (node) keepTree(document, node, end - start);
      documents.push(document);
    } catch (error) {
      if (error instanceof RangeError) return { documents, problem: tooDeep(start, end) };
      if (!(error instanceof YamlProblem)) throw error;
      const message = `error converting YAML to JSON: ${describe(error, behaviour)}`;
      return {
        documents,
        problem: { message, offset: start + error.offset, linesFromContext: error.linesFromContext, start, end },
      };
    }
  }
  return { documents, problem: undefined };
}

/** Deeper than this program can go, which no manifest is. */
function tooDeep(start: number, end: number): StreamProblem {
  return { message: "error converting YAML to JSON: yaml: exceeded max depth of 10000", offset: start, start, end };
}

/** A document cannot be told from one whose last line lacks its end. */
function composeChunk(chunk: string) {
  const complete = chunk.endsWith("\n") ? chunk : `${chunk}\n`;
  const bad = SUSPECT.test(complete) ? complete.search(CONTROL) : -1;
  if (bad < 0) return composeNode(complete);
  const limit = startOfBlock(complete, bad);
  try {
    composeNode(complete.slice(0, bad));
  } catch (error) {
    if (error instanceof YamlProblem && error.offset + LOOK_AHEAD < limit) throw error;
  }
  throw new YamlProblem("reader", "control characters are not allowed", { line: 0, offset: bad });
}

/** What YAML does not allow in a text at all: control characters but tab, line ends and NEL; lone surrogates. */
const CONTROL = /(?![\t\n\r\x85])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u;

/** Most texts hold no such character at all, nor a pair of surrogates; this class is looked for much faster. */
const SUSPECT = /[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]/;

/** The original reads in blocks of so many bytes and checks a block before any of it is scanned. */
const BLOCK = 512;
const LOOK_AHEAD = 4;

function startOfBlock(text: string, offset: number): number {
  let bytes = 0;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    if (bytes % BLOCK === 0) start = at;
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return bytes % BLOCK === 0 ? offset : start;
}

function describe(problem: YamlProblem, behaviour: ReaderBehaviour): string {
  if (problem.origin === "converter") {
    return behaviour.unsupportedKeyCapital
      ? problem.message.replace(/^unsupported map key/, "Unsupported map key")
      : problem.message;
  }
  if (problem.origin === "decoder" || problem.origin === "reader") return `yaml: ${problem.message}`;
  const line = reportedLine(problem);
  return line === 0 ? `yaml: ${problem.message}` : `yaml: line ${line}: ${problem.message}`;
}

/** The original's own arithmetic: none for the first line, one more for the scanner than for the parser. */
function reportedLine(problem: YamlProblem): number {
  if (problem.line !== 0) return problem.origin === "scanner" ? problem.line + 1 : problem.line;
  return problem.contextLine;
}

interface Chunk {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text at lines that begin with `---`. Such a line belongs to the chunk after it only when nothing stands
 * before it; anything but a comment behind the dashes is an error, which loses the chunk before it as well.
 * Mirrors: YAMLReader.Read
 */
function* splitChunks(text: string, from: number): Generator<Chunk | StreamProblem> {
  let start = from;
  let line = from;
  while (line < text.length) {
    const separator = text.startsWith("---", line) ? line : nextSeparator(text, line);
    if (separator < 0) break;
    const lineEnd = text.indexOf("\n", separator);
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    const rest = text.slice(separator + 3, next).trim();
    if (rest !== "" && !rest.startsWith("#")) {
      yield { message: `invalid Yaml document separator: ${rest}`, offset: separator, start, end: next };
      return;
    }
    if (separator > start) {
      yield { start, end: separator };
      start = next;
    }
    line = next;
  }
  if (start < text.length) yield { start, end: text.length };
}

function nextSeparator(text: string, from: number): number {
  const found = text.indexOf("\n---", from);
  return found < 0 ? -1 : found + 1;
}
