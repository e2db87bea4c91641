import type { FieldPath } from "../model/field-path.ts";
import type { JsonValue } from "../model/json.ts";
import { isObject } from "../model/json.ts";
import { valueAt } from "../model/json-read.ts";
import type { Manifest } from "../model/manifest.ts";
import type { FieldEdit } from "./rule.ts";

/** A change of a file by position: everything around it stays as it is, comments and layout included. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Turns a field edit into an edit of the file's text. Undefined when the place is not plain enough to be changed
 * blindly: behind an alias, in a merge, in a list item without keys of its own.
 */
export function toTextEdit(edit: FieldEdit, manifest: Manifest, text: string): TextEdit | undefined {
  switch (edit.kind) {
    case "rename-key":
      return renameKey(edit.at, edit.to, manifest, text);
    case "replace-value":
      return replaceValue(edit.at, edit.value, manifest, text);
    case "add-keys":
      return addKeys(edit.at, edit.keys, manifest, text);
    default:
      return undefined;
  }
}

/** The text with all edits applied; of two that overlap, the first in the file wins. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    if (edit.offset < at) continue;
    parts.push(text.slice(at, edit.offset), edit.text);
    at = edit.offset + edit.length;
  }
  return parts.join("") + text.slice(at);
}

function renameKey(at: FieldPath, to: string, manifest: Manifest, text: string): TextEdit | undefined {
  const written = spanOf(manifest, at, "key", text);
  const key = String(at.at(-1));
  if (written === undefined) return undefined;
  if (written.text === key) return { ...written, text: to };
  if (written.text === `"${key}"` || written.text === `'${key}'`) {
    return { ...written, text: written.text.replace(key, to) };
  }
  return undefined;
}

function replaceValue(
  at: FieldPath,
  value: string | number | boolean,
  manifest: Manifest,
  text: string,
): TextEdit | undefined {
  const written = spanOf(manifest, at, "value", text);
  const old = valueAt(manifest.value, ...at);
  if (written === undefined || old === undefined || written.text.replace(/^["']|["']$/g, "") !== String(old)) {
    return undefined;
  }
  const quote = /^["']/.exec(written.text)?.[0] ?? "";
  return { ...written, text: `${quote}${value}${quote}` };
}

/** New keys go before the first one, in its style: lines of their own, or inside the braces. */
function addKeys(
  at: FieldPath,
  keys: Readonly<Record<string, JsonValue>>,
  manifest: Manifest,
  text: string,
): TextEdit | undefined {
  const parent = valueAt(manifest.value, ...at);
  const [first] = isObject(parent) ? Object.keys(parent) : [];
  if (first === undefined || /^\d+$/.test(first)) return undefined;
  const written = spanOf(manifest, [...at, first], "key", text);
  if (written === undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", written.offset - 1) + 1;
  const before = text.slice(lineStart, written.offset);
  const isJson = written.text.startsWith('"');
  const entries = Object.entries(keys).map(([key, value]) =>
    isJson ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : `${key}: ${String(value)}`,
  );
  if (isJson || /[{,]\s*$/.test(before)) {
    return { offset: written.offset, length: 0, text: entries.map((entry) => `${entry}, `).join("") };
  }
  if (/^\s*(?:- +)*$/.test(before) && written.text === first) {
    const indent = " ".repeat(before.length);
    const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
    return { offset: written.offset, length: 0, text: entries.map((entry) => entry + lineBreak + indent).join("") };
  }
  return undefined;
}

/** Undefined when the path does not stand in the text where its position says. */
function spanOf(
  manifest: Manifest,
  at: FieldPath,
  target: "key" | "value",
  text: string,
): { readonly offset: number; readonly length: number; readonly text: string } | undefined {
  if (valueAt(manifest.value, ...at) === undefined || isElsewhere(manifest, at)) return undefined;
  const { start, end } = manifest.locate(at, target);
  const written = text.slice(start.offset, end.offset).trimEnd();
  return written === "" ? undefined : { offset: start.offset, length: written.length, text: written };
}

/** Behind an alias a field stands before its parent, where its anchor is: a change there would reach others too. */
function isElsewhere(manifest: Manifest, at: FieldPath): boolean {
  let before = 0;
  for (let length = 1; length <= at.length; length++) {
    const { offset } = manifest.locate(at.slice(0, length), "value").start;
    if (offset < before) return true;
    before = offset;
  }
  return false;
}
