import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import { escapeLine } from "../escape.ts";
import type { RenderOptions } from "../renderer.ts";
import { codeFrame } from "./code-frame.ts";
import { hanging, proseWidth } from "./wrap.ts";

const WORDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "info" };
const RELATED_SHOWN = 4;

/** Findings with their place, the line of source, and what to change. Notes come without source unless verbose. */
export function drawFindings(diagnostics: readonly Diagnostic[], options: RenderOptions): string[] {
  return diagnostics.flatMap((diagnostic) => [...drawFinding(diagnostic, options), ""]);
}

/** One finding; ends without an empty line. */
export function drawFinding(diagnostic: Diagnostic, options: RenderOptions): string[] {
  const { theme, width } = options;
  const { severity, rule, name, range, object } = diagnostic;
  const prose = proseWidth(width);
  const title = `${theme(severity, WORDS[severity])} ${theme("strong", `${rule} ${name}`)}`;
  const isWholeFile = rule === "FILE" && range.end.offset === 0;
  const place = isWholeFile
    ? escapeLine(range.file)
    : `${escapeLine(range.file)}:${range.start.line}:${range.start.column}`;
  const hasFrame = !isWholeFile && (severity !== "info" || options.verbosity === "verbose");
  const gutter = " ".repeat(String(range.start.line).length);
  const frame = hasFrame ? codeFrame(range, options.sources.get(range.file), theme, severity) : [];
  return [
    title,
    `${gutter}${theme("muted", "-->")} ${theme("name", place)}${object === null ? "" : theme("muted", `  ${escapeLine(object)}`)}`,
    ...frame,
    ...paragraph(`${gutter} = `, diagnostic.message, prose),
    ...(diagnostic.help === null ? [] : paragraph(`${gutter} = help: `, diagnostic.help, prose)),
    ...relatedLines(diagnostic, gutter, options),
  ];
}

function relatedLines({ related }: Diagnostic, gutter: string, { theme, width }: RenderOptions): string[] {
  const shown = related.slice(0, RELATED_SHOWN);
  const lines = shown.flatMap(({ message, range }) => {
    const place = `${escapeLine(range.file)}:${range.start.line}:${range.start.column}`;
    const text = paragraph(`${gutter} = see `, `${place}: ${message}`, width);
    return text.map((line, at) => (at === 0 ? line.replace(place, () => theme("name", place)) : line));
  });
  const hidden = related.length - shown.length;
  return hidden > 0 ? [...lines, `${gutter} = and ${hidden} more places`] : lines;
}

function paragraph(label: string, text: string, width: number): string[] {
  return hanging(label, escapeLine(text), width);
}
