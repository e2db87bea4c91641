import type { Role, Theme } from "../theme.ts";
import { lengthOf, wrap } from "./wrap.ts";

/** A cell: plain text, or text with a role. */
export type Cell = string | { readonly text: string; readonly role: Role };

export interface TableStyle {
  readonly theme: Theme;
  /** Columns of the terminal. */
  readonly width: number;
  readonly indent: string;
  /** Blanks between columns; 2 unless said otherwise. */
  readonly gap?: number;
}

/** Rows of a long table that are shown: the first ones and the last ones. */
const HEAD_ROWS = 16;
const TAIL_ROWS = 3;

/**
 * An aligned table under its headings. On a terminal that is too narrow every row becomes a block of
 * `heading  value` lines.
 */
export function drawTable(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  style: TableStyle,
): string[] {
  const { gap = 2 } = style;
  const widths = headings.map((heading, column) =>
    rows.reduce((widest, row) => Math.max(widest, lengthOf(textOf(row[column]))), lengthOf(heading)),
  );
  const total = widths.reduce((sum, width) => sum + width + gap, lengthOf(style.indent) - gap);
  if (total > style.width) return drawBlocks(headings, rows, style);
  const head = headings.map((heading, column) => ({
    text: heading,
    role: "muted" as const,
    width: widths[column] ?? 0,
  }));
  return [
    drawRow(head, style),
    ...rows.map((row) =>
      drawRow(
        row.map((cell, column) => ({ ...cellOf(cell), width: widths[column] ?? 0 })),
        style,
      ),
    ),
  ];
}

/** Rows of a table that is too long to read, with a line that says how many are left out. */
export function shorten<T>(
  rows: readonly T[],
  isWhole: boolean,
): { readonly head: readonly T[]; readonly hidden: number; readonly tail: readonly T[] } {
  if (isWhole || rows.length <= HEAD_ROWS + TAIL_ROWS + 1) return { head: rows, hidden: 0, tail: [] };
  return { head: rows.slice(0, HEAD_ROWS), hidden: rows.length - HEAD_ROWS - TAIL_ROWS, tail: rows.slice(-TAIL_ROWS) };
}

interface SizedCell {
  readonly text: string;
  readonly role: Role | undefined;
  readonly width: number;
}

function drawRow(cells: readonly SizedCell[], { theme, indent, gap = 2 }: TableStyle): string {
  const drawn = cells.map(({ text, role, width }, column) => {
    const padding = column === cells.length - 1 ? "" : " ".repeat(width - lengthOf(text) + gap);
    return `${role === undefined ? text : theme(role, text)}${padding}`;
  });
  return `${indent}${drawn.join("")}`.trimEnd();
}

function drawBlocks(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  { theme, indent, width }: TableStyle,
): string[] {
  const label = Math.max(...headings.slice(1).map(lengthOf)) + 2;
  return rows.flatMap((row) => {
    const [first, ...rest] = row;
    const lines = rest.flatMap((cell, index) => {
      const heading = headings[index + 1] ?? "";
      const { text, role } = cellOf(cell);
      if (text === "") return [];
      const start = indent.length + 2 + label;
      return wrap(text, width - start).map((line, at) => {
        const drawn = role === undefined ? line : theme(role, line);
        if (at > 0) return `${" ".repeat(start)}${drawn}`;
        return `${indent}  ${theme("muted", heading)}${" ".repeat(label - lengthOf(heading))}${drawn}`;
      });
    });
    return [`${indent}${theme("strong", textOf(first))}`, ...lines];
  });
}

function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return "";
  return typeof cell === "string" ? cell : cell.text;
}

function cellOf(cell: Cell): { readonly text: string; readonly role: Role | undefined } {
  return typeof cell === "string" ? { text: cell, role: undefined } : cell;
}
