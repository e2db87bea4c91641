import type { SourceFile } from "../model/source.ts";
import type { ReaderBehaviour } from "../parse/document-stream.ts";
import { type FileReading, type ReadingStop, readFile, readFurther } from "../parse/read-file.ts";

/** A file with so many broken documents is none worth reading on. */
const MOST_ATTEMPTS = 20;
const SEPARATOR = /^---(?=\s|$)/gm;

/**
 * The readings of one file: kubectl stops at the first document that is no YAML; a plan goes on behind it, so that
 * one bad document does not hide the others.
 */
export function readSource(source: SourceFile, behaviour: ReaderBehaviour): FileReading[] {
  const readings = [readFile(source, behaviour)];
  while (readings.length < MOST_ATTEMPTS) {
    const stop = readings.at(-1)?.stop;
    if (stop === undefined) break;
    const next = nextDocument(stop);
    if (next === undefined) break;
    readings.push(readFurther(stop, next, behaviour));
  }
  return readings;
}

/** The line break before the separator behind the document that stopped the reader: the separator is read too. */
function nextDocument({ text, offset }: ReadingStop): number | undefined {
  SEPARATOR.lastIndex = offset;
  const match = SEPARATOR.exec(text);
  if (match === null || match.index + match[0].length >= text.length) return undefined;
  return Math.max(match.index - 1, 0);
}
