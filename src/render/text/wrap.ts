/** Prose is not set wider than this, whatever the terminal's width. */
const WIDEST = 100;

/** Usable columns for prose. */
export function proseWidth(width: number): number {
  return Math.max(20, Math.min(width, WIDEST));
}

/** Breaks a text at blanks. A word longer than the width keeps a line of its own. Columns count code points. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Wraps a text and sets it under a label: the first line behind it, the others as deep. */
export function hanging(label: string, text: string, width: number): string[] {
  const [first = "", ...rest] = wrap(text, width - lengthOf(label));
  return [`${label}${first}`, ...rest.map((line) => `${" ".repeat(lengthOf(label))}${line}`)];
}

/** Columns that a text takes, as far as code points tell. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
