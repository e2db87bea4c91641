import type { FieldPath } from "../model/field-path.ts";
import type { InputObject } from "../model/inventory.ts";
import { textMapAt } from "../model/json-read.ts";
import type { SourceFile } from "../model/source.ts";

const LIST_ANNOTATION = "sts-plan.dev/ignore";
const CHECK_PREFIX = "ignore-check.sts-plan.dev/";
const COMMENT_MARK = "sts-plan-ignore";
const TEMPLATE_METADATA: FieldPath = ["spec", "template", "metadata"];

/** Where somebody silenced a rule: an annotation of an object, or a comment that covers some lines of a file. */
export type SuppressionPlace =
  | { readonly kind: "annotation"; readonly object: InputObject; readonly at: FieldPath }
  | {
      readonly kind: "comment";
      readonly file: string;
      /** 0-based offset and length of the comment. */
      readonly offset: number;
      readonly length: number;
      readonly line: number;
      readonly column: number;
      /** First and last line that it covers. */
      readonly fromLine: number;
      readonly toLine: number;
    };

/** One silenced rule. */
export interface Suppression {
  /** As written: an id or a name. */
  readonly rule: string;
  /** "" when none is given. */
  readonly reason: string;
  readonly place: SuppressionPlace;
}

/** The suppressions in an object's own annotations and in those of its Pod template. */
export function annotationSuppressions(object: InputObject): Suppression[] {
  const found: Suppression[] = [];
  for (const metadata of [["metadata"], TEMPLATE_METADATA]) {
    const annotations = textMapAt(object.manifest.value, ...metadata, "annotations");
    for (const [key, text] of Object.entries(annotations)) {
      const place: SuppressionPlace = { kind: "annotation", object, at: [...metadata, "annotations", key] };
      if (key === LIST_ANNOTATION) found.push(...parseEntries(text, place));
      else if (key.startsWith(CHECK_PREFIX)) {
        found.push({ rule: key.slice(CHECK_PREFIX.length), reason: text.trim(), place });
      }
    }
  }
  return found;
}

/**
 * The suppressions in a file's comments. A comment behind a value covers its line; one on a line of its own
 * covers the next line and what is indented below it; one before the first key of a document covers the document.
 */
export function commentSuppressions(source: SourceFile): Suppression[] {
  if (!source.text.includes(COMMENT_MARK)) return [];
  const lines = source.text.split("\n");
  const found: Suppression[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const match = /(^|\s)#\s*sts-plan-ignore\s+(\S.*?)\s*$/.exec(line);
    if (match) {
      const column = match.index + (match[1] ?? "").length;
      const ownLine = line.slice(0, column).trim() === "";
      const covered = ownLine ? coveredBelow(lines, index) : { from: index, to: index };
      const place: SuppressionPlace = {
        kind: "comment",
        file: source.name,
        offset: offset + column,
        length: line.trimEnd().length - column,
        line: index + 1,
        column: column + 1,
        fromLine: covered.from + 1,
        toLine: covered.to + 1,
      };
      found.push(...parseEntries(match[2] ?? "", place));
    }
    offset += line.length + 1;
  }
  return found;
}

/** `STS403 reason`, `STS403, STS404: reason`; several entries stand on lines of their own or behind `;`. */
function parseEntries(text: string, place: SuppressionPlace): Suppression[] {
  const found: Suppression[] = [];
  for (const entry of text.split(/[\n;]/)) {
    const match = /^\s*([\w-]+(?:\s*,\s*[\w-]+)*)\s*:?\s*(.*?)\s*$/.exec(entry);
    if (!match) continue;
    for (const rule of (match[1] ?? "").split(",")) {
      found.push({ rule: rule.trim(), reason: match[2] ?? "", place });
    }
  }
  return found;
}

function coveredBelow(lines: readonly string[], comment: number): { from: number; to: number } {
  let from = comment + 1;
  while (from < lines.length && isBlankOrComment(lines[from] ?? "")) from++;
  if (beginsDocument(lines, comment)) {
    let end = from;
    while (end < lines.length && !(lines[end] ?? "").startsWith("---")) end++;
    return { from, to: end - 1 };
  }
  const indent = indentOf(lines[from] ?? "");
  let to = from;
  while (to + 1 < lines.length && (isBlankOrComment(lines[to + 1] ?? "") || indentOf(lines[to + 1] ?? "") > indent))
    to++;
  return { from, to };
}

function beginsDocument(lines: readonly string[], comment: number): boolean {
  let before = comment - 1;
  while (before >= 0 && isBlankOrComment(lines[before] ?? "")) before--;
  return before < 0 || (lines[before] ?? "").startsWith("---");
}

function isBlankOrComment(line: string): boolean {
  const text = line.trim();
  return text === "" || text.startsWith("#");
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
