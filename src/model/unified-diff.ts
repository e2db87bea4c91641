const CONTEXT = 3;

/** A line as a diff shows it: kept, taken away or added. */
interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/**
 * The hunks of a unified diff between two texts, without a header; empty for equal texts. Lines are paired by the longest
 * common block, then by those on its two sides; meant for texts of some dozen lines.
 * Mirrors: GetUnifiedDiffString, github.com/pmezard/go-difflib/difflib v1.0.0
 */
export function unifiedDiff(before: string, after: string): string {
  return hunks(compareLines(before.split("\n"), after.split("\n"))).join("");
}

function compareLines(a: readonly string[], b: readonly string[]): Line[] {
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  for (const block of [...commonBlocks(a, b), { a: a.length, b: b.length, size: 0 }]) {
    for (; i < block.a; i++) lines.push({ sign: "-", text: a[i] ?? "" });
    for (; j < block.b; j++) lines.push({ sign: "+", text: b[j] ?? "" });
    for (; i < block.a + block.size; i++, j++) lines.push({ sign: " ", text: a[i] ?? "" });
  }
  return lines;
}

interface Block {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

/** What both texts have, in order. */
function commonBlocks(a: readonly string[], b: readonly string[]): Block[] {
  const places = new Map<string, number[]>();
  for (const [index, line] of b.entries()) {
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  }
  const search = (alo: number, ahi: number, blo: number, bhi: number): Block[] => {
    const block = longestBlock(a, places, { alo, ahi, blo, bhi });
    if (block.size === 0) return [];
    const [aEnd, bEnd] = [block.a + block.size, block.b + block.size];
    return [...search(alo, block.a, blo, block.b), block, ...search(aEnd, ahi, bEnd, bhi)];
  };
  return search(0, a.length, 0, b.length);
}

interface Range {
  readonly alo: number;
  readonly ahi: number;
  readonly blo: number;
  readonly bhi: number;
}

/** The first of the longest runs of equal lines. */
function longestBlock(a: readonly string[], places: ReadonlyMap<string, readonly number[]>, range: Range): Block {
  let best: Block = { a: range.alo, b: range.blo, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = range.alo; i < range.ahi; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? "") ?? []) {
      if (j < range.blo || j >= range.bhi) continue;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  return best;
}

/** Changes with three lines around them; those that stand near one another share a hunk. */
function hunks(lines: readonly Line[]): string[] {
  const changed = lines.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  const texts: string[] = [];
  for (let first = 0; first < changed.length; ) {
    let last = first;
    while (last + 1 < changed.length && at(changed, last + 1) - at(changed, last) <= 2 * CONTEXT + 1) last++;
    const start = Math.max(0, at(changed, first) - CONTEXT);
    texts.push(hunk(lines, start, Math.min(lines.length, at(changed, last) + CONTEXT + 1)));
    first = last + 1;
  }
  return texts;
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}

function hunk(lines: readonly Line[], start: number, end: number): string {
  const shown = lines.slice(start, end);
  const range = (other: Line["sign"]): string => {
    const count = (part: readonly Line[]): number => part.filter(({ sign }) => sign !== other).length;
    return rangeText(count(lines.slice(0, start)), count(shown));
  };
  return [`@@ -${range("+")} +${range("-")} @@\n`, ...shown.map(({ sign, text }) => `${sign}${text}\n`)].join("");
}

function rangeText(before: number, length: number): string {
  if (length === 1) return String(before + 1);
  return `${length === 0 ? before : before + 1},${length}`;
}
