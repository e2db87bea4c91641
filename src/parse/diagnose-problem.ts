import type { Diagnostic } from "../model/diagnostic.ts";
import type { StreamDocument, StreamProblem } from "./document-stream.ts";
import { furtherProblems } from "./further-problems.ts";
import type { TextLines } from "./text-lines.ts";

/** Why kubectl would not take a document or the rest of a file. */
export type ReadProblem =
  | { readonly kind: "stream"; readonly problem: StreamProblem }
  | { readonly kind: "document"; readonly message: string; readonly document: StreamDocument };

/**
 * For people: what is wrong, where, and what to change; what kubectl says stands in the help. `isFurther`: kubectl
 * stops at a problem before this one.
 */
export function diagnoseProblem(
  problem: ReadProblem,
  { text, lines, isFurther }: { readonly text: string; readonly lines: TextLines; readonly isFurther: boolean },
): Diagnostic[] {
  if (problem.kind === "document") {
    const { start, end } = problem.document;
    return [notAnObject(problem.message, lines, firstWord(text, start, end))];
  }
  const { message, offset, start, end } = problem.problem;
  const chunk = text.slice(start, end);
  const template = chunk.search(/\{\{/);
  if (template >= 0) return [unrenderedTemplate(lines, start + template)];
  const tab = tabIndentation(chunk);
  if (tab) return [tabDiagnostic(lines, start + tab.start, start + tab.end, message)];
  const at = openerOf(text, problem.problem) ?? placeOf(text, Math.min(offset, end));
  const help = isFurther
    ? `kubectl gets no further than the first problem of the file; here it would say: ${message}`
    : `kubectl says: ${message}. It reads nothing behind this document.`;
  const further = furtherProblems(chunk, { offset: offset - start, message });
  return [
    finding({ rule: "YAML001", name: "yaml-syntax", message: syntaxMessage(message) }, lines.range(at.start, at.end), {
      help,
    }),
    ...further.map((entry) => furtherFinding(entry, { text, lines, start })),
  ];
}

function furtherFinding(
  { message, offset, linesFromContext }: Required<ProblemPlace>,
  { text, lines, start }: { readonly text: string; readonly lines: TextLines; readonly start: number },
): Diagnostic {
  const place = { message, offset: start + offset, linesFromContext };
  const at = openerOf(text, place) ?? placeOf(text, start + offset);
  return finding(
    { rule: "YAML001", name: "yaml-syntax", message: syntaxMessage(message) },
    lines.range(at.start, at.end),
    {
      help: "The same document has a problem before this one; kubectl names only that.",
    },
  );
}

type ProblemPlace = Pick<StreamProblem, "message" | "offset" | "linesFromContext">;

/** What is opened and never closed, or a key without `:`; it tells more than the place where reading ended. */
const OPENERS: readonly (readonly [pattern: RegExp, mark: RegExp])[] = [
  [/expected ',' or '\]'/, /\[/],
  [/expected ',' or '\}'/, /\{/],
  [/unexpected end of stream/, /["']/],
  [/could not find expected ':'/, /\S/],
];

function openerOf(
  text: string,
  { message, offset, linesFromContext = 0 }: ProblemPlace,
): { readonly start: number; readonly end: number } | undefined {
  const mark = OPENERS.find(([pattern]) => pattern.test(message))?.[1];
  if (mark === undefined || linesFromContext === 0) return undefined;
  let line = text.lastIndexOf("\n", offset - 1) + 1;
  for (let up = 0; up < linesFromContext && line > 0; up++) line = text.lastIndexOf("\n", line - 2) + 1;
  const lineEnd = text.indexOf("\n", line);
  const at = text.slice(line, lineEnd < 0 ? text.length : lineEnd).search(mark);
  return at < 0 ? undefined : { start: line + at, end: line + at + 1 };
}

/** The character that stopped the reader, or the last one before it when that was the end. */
function placeOf(text: string, offset: number): { start: number; end: number } {
  let start = Math.min(offset, Math.max(text.length - 1, 0));
  while (start > 0 && /\s/.test(text.charAt(start))) start--;
  return { start, end: start + 1 };
}

/** The reader's words with what they mean. */
const MEANINGS: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [
    /mapping values are not allowed/,
    "A `:` stands where no new key can begin: the line is indented too far, or a value with `: ` in it lacks quotes.",
  ],
  [/did not find expected key/, "A line is indented differently from the keys around it, so it belongs to no mapping."],
  [/did not find expected '-' indicator/, "A line stands between the items of a list without being one."],
  [/could not find expected ':'/, "A line that should be `key: value` has no `:`."],
  [/cannot start any token/, "A character stands where no YAML value can begin with it; put the value into quotes."],
  [/unexpected end of stream/, "A quote is opened and never closed."],
  [/expected ',' or '\]'/, "A `[` list is not closed, or a comma is missing."],
  [/expected ',' or '\}'/, "A `{` map is not closed, or a comma is missing."],
  [/unknown anchor/, "An alias (`*name`) stands before, or without, its anchor (`&name`)."],
  [/excessive aliasing/, "Aliases blow the document up beyond what Kubernetes accepts."],
  [/control characters/, "A control character stands in the text."],
  [/invalid Yaml document separator/, "Only a comment may stand behind `---` on its line."],
  [/^json: |unexpected EOF/, "The file begins with `{` but is no valid JSON."],
];

function syntaxMessage(message: string): string {
  const reason = message.replace(/^error converting YAML to JSON: /, "").replace(/^yaml: /, "");
  const meaning = MEANINGS.find(([pattern]) => pattern.test(message))?.[1];
  return meaning ?? `This is no valid YAML: ${reason}.`;
}

function tabIndentation(chunk: string): { start: number; end: number } | undefined {
  const match = /^ *\t[ \t]*(?=\S)/m.exec(chunk);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

function tabDiagnostic(lines: TextLines, start: number, end: number, message: string): Diagnostic {
  return finding(
    {
      rule: "YAML002",
      name: "yaml-tab-indentation",
      message: "The line is indented with a tab; YAML takes only spaces for indentation.",
    },
    lines.range(start, end),
    { help: `Replace the tab with spaces. kubectl says: ${message}` },
  );
}

function unrenderedTemplate(lines: TextLines, offset: number): Diagnostic {
  return finding(
    {
      rule: "YAML005",
      name: "unrendered-template",
      message: "This is an unrendered template (`{{ … }}`), not a manifest.",
    },
    lines.range(offset, offset + 2),
    { severity: "warning", help: "Render it first: `helm template RELEASE CHART | sts-plan apply -f -`." },
  );
}

function notAnObject(message: string, lines: TextLines, at: { start: number; end: number }): Diagnostic {
  const { what, help } = isKustomization(message, lines.file) ? KUSTOMIZATION : explainNoObject(message);
  return finding({ rule: "YAML008", name: "not-an-object", message: what }, lines.range(at.start, at.end), { help });
}

interface NoObject {
  readonly what: string;
  readonly help: string;
}

const KUSTOMIZATION: NoObject = {
  what: "This is a kustomization without `kind`: it says how to build objects and is none.",
  help: "Build it: `sts-plan apply -k DIRECTORY`, or `kustomize build DIRECTORY | sts-plan apply -f -`.",
};

function isKustomization(message: string, file: string): boolean {
  return message.includes(NO_KIND) && /(?:^|[/\\])(?:kustomization\.ya?ml|Kustomization)$/.test(file);
}

const NO_KIND = "Object 'Kind' is missing";

function explainNoObject(message: string): NoObject {
  if (message.includes(NO_KIND)) {
    return {
      what: "The document has no `kind`, so it is no Kubernetes object.",
      help: "Every document needs `apiVersion` and `kind`; several objects in one file are separated by `---`.",
    };
  }
  const said = message.replace(/^unable to decode "[^"]*": /, "");
  const given = /cannot unmarshal (string|number|bool|array) into Go value/.exec(said)?.[1];
  if (given !== undefined) {
    return {
      what: `The document is ${DOCUMENT_TYPES[given] ?? given}, and no object.`,
      help: `A manifest is a mapping with \`apiVersion\`, \`kind\`, \`metadata\` and \`spec\`. kubectl says: ${said}`,
    };
  }
  return {
    what: `kubectl cannot read this document: ${said}.`,
    help: "Correct the type of the value; numbers and booleans used as text need quotes.",
  };
}

const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  bool: "a boolean",
  array: "a list",
};

function firstWord(text: string, start: number, end: number): { start: number; end: number } {
  const rest = text.slice(start, end);
  const match = /^(?:---.*\n|#.*\n|\s)*/.exec(rest);
  const from = start + (match?.[0].length ?? 0);
  const word = /^\S+/.exec(text.slice(from, end));
  return { start: from, end: from + (word?.[0].length ?? 0) };
}

/** A diagnostic of the reader; errors unless said otherwise. */
export function finding(
  facts: { rule: string; name: string; message: string },
  range: Diagnostic["range"],
  more: { help: string; severity?: Diagnostic["severity"]; related?: Diagnostic["related"]; path?: string },
): Diagnostic {
  return {
    ...facts,
    source: "yaml",
    severity: more.severity ?? "error",
    help: more.help,
    file: range.file,
    range,
    path: more.path ?? "",
    object: null,
    related: more.related ?? [],
  };
}
