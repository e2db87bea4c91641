import type { Diagnostic } from "../model/diagnostic.ts";
import type { Position, SourceRange } from "../model/source.ts";

/** How tools that render manifests note where an object comes from. */
const MARKS = ["# Source: ", "config.kubernetes.io/origin", "config.kubernetes.io/path"];

/**
 * Leads findings in rendered manifests back to the file that somebody edits: Helm's `# Source:` comments, the origin
 * annotation of kustomize, the path annotation of KRM functions. When that file is among the sources, the line is
 * looked for in it. Otherwise findings in real files stay where they are, with the origin beside; those in a stream go to the origin.
 */
export function mapOrigins(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const marked = new Map<string, boolean>();
  const isMarked = (file: string) => {
    const known = marked.get(file) ?? MARKS.some((mark) => sources.get(file)?.includes(mark));
    marked.set(file, known);
    return known;
  };
  return diagnostics.map((diagnostic) => {
    const { file, range } = diagnostic;
    const text = isMarked(range.file) ? sources.get(range.file) : undefined;
    const origin = text === undefined ? undefined : originAt(text, range.start.offset);
    if (text === undefined || origin === undefined || origin === file) return diagnostic;
    return lead(diagnostic, text, origin, sources.get(origin));
  });
}

function lead(diagnostic: Diagnostic, text: string, origin: string, originText: string | undefined): Diagnostic {
  const { range, related } = diagnostic;
  const start = originText === undefined ? undefined : sameLine(text, range.start.offset, originText);
  if (start === undefined && !range.file.startsWith("<")) {
    return { ...diagnostic, related: [...related, { message: "made from this file", range: topOf(origin) }] };
  }
  const at = start === undefined ? topOf(origin) : { file: origin, start, end: start };
  return {
    ...diagnostic,
    file: origin,
    range: at,
    related: [...related, { message: "in the rendered manifest", range }],
  };
}

function topOf(file: string): SourceRange {
  const position = { offset: 0, line: 1, column: 1 };
  return { file, start: position, end: position };
}

/** What the document around an offset says about its origin. */
function originAt(text: string, offset: number): string | undefined {
  const from = text.lastIndexOf("\n---", offset) + 1;
  const next = text.indexOf("\n---", offset);
  const document = text.slice(from, next < 0 ? undefined : next);
  const match =
    /^# Source: (\S.*?)\s*$/m.exec(document) ??
    /config\.kubernetes\.io\/origin:\s*\|-?\s*\n\s+path:\s*["']?([^\s"']+)/.exec(document) ??
    /config\.kubernetes\.io\/path:\s*["']?([^\s"']+)/.exec(document);
  return match?.[1];
}

/** The one line of the origin that reads the same; else the one with the same key. Undefined when several do. */
function sameLine(text: string, offset: number, origin: string): Position | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset);
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trim();
  const key = /^(?:- +)*([^\s:#]+:)/.exec(line)?.[1];
  const lines = origin.split("\n");
  return (
    onlyLine(lines, (candidate) => candidate.trim() === line) ??
    (key === undefined
      ? undefined
      : onlyLine(lines, (candidate) =>
          candidate
            .trim()
            .replace(/^(- +)+/, "")
            .startsWith(key),
        ))
  );
}

function onlyLine(lines: readonly string[], isWanted: (line: string) => boolean): Position | undefined {
  let found: Position | undefined;
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    if (isWanted(line)) {
      if (found !== undefined) return undefined;
      const indent = line.length - line.trimStart().length;
      found = { offset: offset + indent, line: index + 1, column: indent + 1 };
    }
    offset += line.length + 1;
  }
  return found;
}
