import type { SourceRange } from "../../model/source.ts";
import { escapeLine } from "../escape.ts";
import type { Role, Theme } from "../theme.ts";
import { lengthOf } from "./wrap.ts";

const LONGEST_LINE = 200;

/**
 * The line of a finding with a mark under it, and the line before it for orientation. Empty when the text of the
 * file is not at hand. Long lines are cut around the mark.
 */
export function codeFrame(range: SourceRange, text: string | undefined, theme: Theme, role: Role): string[] {
  if (text === undefined) return [];
  const { line, column } = range.start;
  const current = lineAt(text, range.start.offset);
  const gutter = String(line).length;
  const bar = theme("muted", `${" ".repeat(gutter)} |`);
  const length = range.end.line === line ? range.end.column - column : current.length - column + 1;
  const shift = Math.max(0, column - LONGEST_LINE / 2);
  const shown = escapeLine(current.slice(shift, shift + LONGEST_LINE));
  const before = lengthOf(escapeLine(current.slice(shift, column - 1)));
  const marked = lengthOf(escapeLine(current.slice(column - 1, column - 1 + Math.max(1, length)))) || 1;
  const mark = `${" ".repeat(before)}${theme(role, "^".repeat(Math.min(marked, LONGEST_LINE - before)))}`;
  return [bar, `${theme("muted", `${line} |`)} ${shown}`.trimEnd(), `${bar} ${mark}`];
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", Math.max(start, offset));
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, "");
}
