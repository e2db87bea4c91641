import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { filesBelow, memoryHost } from "../cli/memory-host.ts";

const EXAMPLES = filesBelow("fixtures/examples");
const VIEWS = [["apply"], ["apply", "--watch-view"], ["apply", "--compare-controllers"], ["lint"], ["names"]];

test.for([60, 80, 120])("no line is wider than a terminal of %i columns, unless one word is", async (columns) => {
  const tooWide: string[] = [];
  for (const file of readdirSync("fixtures/examples")) {
    for (const words of VIEWS) {
      const host = memoryHost(EXAMPLES, { columns });
      await main([...words, file, "--color", "never"], host);
      const lines = host.output.stdout
        .split("\n")
        .filter((line) => line.length > columns && !hasLongWord(line, columns));
      tooWide.push(...lines.map((line) => `${words.join(" ")} ${file}: ${line}`));
    }
  }
  expect(tooWide).toEqual([]);
});

const SOURCE = /^ *\d+ \| /;

/** A name cannot be broken, wherever it begins; a line of the file is shown as it is. */
function hasLongWord(line: string, columns: number): boolean {
  return SOURCE.test(line) || line.split(" ").some((word) => word.length > columns - 20);
}
