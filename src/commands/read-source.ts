import type { SourceFile } from "../model/source.ts";
import type { ReaderBehaviour } from "../parse/document-stream.ts";
import { type FileReading, readFile } from "../parse/read-file.ts";

/** A file with so many broken documents is none worth reading on. */
const MOST_ATTEMPTS = 20;
const SEPARATOR = /^---(?=\s|$)/gm;

/**
 * The readings of one file: kubectl stops at the first document that is no YAML; a plan goes on behind it, so that
 * one bad document does not hide the others. Later readings see blanks where the earlier ones have been, so that
 * places stay right.
 */
export function readSource(source: SourceFile, behaviour: ReaderBehaviour): FileReading[] {
  const readings = [readFile(source, behaviour)];
  for (let text = source.text; readings.length < MOST_ATTEMPTS; ) {
    const next = afterProblem(text, readings.at(-1));
    if (next === undefined) break;
    text = `${text.slice(0, next).replace(/[^\r\n]/g, " ")}${text.slice(next)}`;
    readings.push(readFile({ name: source.name, text }, behaviour, { isFurther: true }));
  }
  return readings;
}

/** Where the next document begins behind the one that stopped the reader. */
function afterProblem(text: string, reading: FileReading | undefined): number | undefined {
  const { offset } = reading?.stoppedAt ?? {};
  if (offset === undefined) return undefined;
  SEPARATOR.lastIndex = offset;
  const match = SEPARATOR.exec(text);
  return match === null || match.index + match[0].length >= text.length ? undefined : match.index;
}
