import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { memoryHost } from "../cli/memory-host.ts";

/** Every finding that a transcript shows. */
const SHOWN = new Set(
  readdirSync("fixtures/cli").flatMap((name) => {
    const text = readFileSync(`fixtures/cli/${name}/transcript.txt`, "utf8");
    return [...text.matchAll(/^(?:error|warning|info) ([A-Z]+\d*) ([a-z0-9-]+)$/gm)].flatMap((match) => match.slice(1));
  }),
);

test.for([...SHOWN].sort())("explain %s", async (topic) => {
  const host = memoryHost({});
  expect(await main(["explain", topic], host), host.output.stderr).toBe(0);
});
