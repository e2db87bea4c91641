import { composeNode } from "./compose-node.ts";
import { YamlProblem } from "./cursor.ts";

/** A document with more mistakes than these is read again after the first ones are corrected. */
const MOST_ATTEMPTS = 12;
/** A longer document is read only once. */
const LONGEST = 200_000;

/** Behind these nothing can be told: what was opened swallows the rest. */
const SWALLOWS = /unexpected end of stream|expected ',' or|aliasing|control characters/;

/**
 * The problems of a YAML document behind its first one, each found by leaving out the line of the one before.
 * Problems in lines next to each other are one mistake. Offsets are those of the document.
 */
export function furtherProblems(
  chunk: string,
  first: { readonly offset: number; readonly message: string },
): YamlProblem[] {
  const found: YamlProblem[] = [];
  if (chunk.length > LONGEST) return found;
  let text = chunk;
  let last: { readonly offset: number; readonly message: string } = first;
  let end = 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS && !SWALLOWS.test(last.message); attempt++) {
    const line = lineAt(text, last.offset);
    text = `${text.slice(0, line.start)}${" ".repeat(line.end - line.start)}${text.slice(line.end)}`;
    const problem = problemOf(text);
    if (problem === undefined || problem.offset < line.end) break;
    const isNextLine = lineAt(text, problem.offset).start <= Math.max(line.end, end) + 1;
    if (!isNextLine) found.push(problem);
    end = lineAt(text, problem.offset).end;
    last = problem;
  }
  return found;
}

function problemOf(text: string): YamlProblem | undefined {
  try {
    composeNode(text.endsWith("\n") ? text : `${text}\n`);
    return undefined;
  } catch (error) {
    return error instanceof YamlProblem && error.origin !== "reader" ? error : undefined;
  }
}

/** The line of the last character that is no blank, at or before the offset. */
function lineAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  let at = Math.min(offset, text.length - 1);
  while (at > 0 && /\s/.test(text.charAt(at))) at--;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return { start, end: end < 0 ? text.length : end };
}
