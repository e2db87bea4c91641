import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import type { Position, SourceRange } from "../model/source.ts";
import { fullMessage, pathOf } from "./findings.ts";
import type { Renderer, RenderOptions } from "./renderer.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/** Reviewdog Diagnostic Format. Its columns count UTF-8 bytes. */
export const rdjsonRenderer: Renderer = {
  render({ diagnostics }, options) {
    const result = {
      source: { name: "sts-plan", url: "https://www.npmjs.com/package/sts-plan" },
      diagnostics: diagnostics.map((diagnostic) => toRd(diagnostic, options)),
    };
    return `${JSON.stringify(result, undefined, 2)}\n`;
  },
};

function toRd(diagnostic: Diagnostic, options: RenderOptions): object {
  return {
    message: fullMessage(diagnostic),
    location: location(diagnostic.range, options),
    severity: SEVERITIES[diagnostic.severity],
    code: { value: `${diagnostic.rule} ${diagnostic.name}` },
    relatedLocations: diagnostic.related.map((place) => ({
      message: place.message,
      location: location(place.range, options),
    })),
  };
}

function location({ file, start, end }: SourceRange, { sources }: RenderOptions): object {
  const text = sources.get(file) ?? "";
  return { path: pathOf(file), range: { start: bytePosition(start, text), end: bytePosition(end, text) } };
}

function bytePosition({ offset, line, column }: Position, text: string): object {
  const before = text.slice(offset - column + 1, offset);
  return { line, column: before.length < column - 1 ? column : utf8Length(before) + 1 };
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) length += 1;
    else if (point < 0x800) length += 2;
    else length += point < 0x10000 ? 3 : 4;
  }
  return length;
}
