import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { VERSION } from "../../src/cli/version.ts";
import { COMMANDS } from "../../src/commands/registry.ts";
import { FORMATS } from "../../src/render/registry.ts";
import { filesBelow, memoryHost } from "./memory-host.ts";

const EXAMPLES = filesBelow("fixtures/examples");

test("the version is that of the package", () => {
  expect(JSON.parse(readFileSync("package.json", "utf8")).version).toBe(VERSION);
});

test("a reader that goes away is no fault", async () => {
  const host = memoryHost(EXAMPLES, { isPipeBroken: true });
  expect(await main(["apply", "redis-sts.yml"], host)).toBe(0);
  expect(host.output.stderr).toBe("");
});

test("a defect of ours says so and exits 3", async () => {
  const host = {
    ...memoryHost(EXAMPLES),
    kindOf: () => {
      throw new TypeError("boom");
    },
  };
  expect(await main(["apply", "redis-sts.yml"], host)).toBe(3);
  expect(host.output.stderr).toContain("defect of sts-plan");
});

test.for(COMMANDS.map((entry) => entry.name))("%s has help with examples", async (name) => {
  const host = memoryHost({});
  expect(await main([...name.split(" "), "--help"], host)).toBe(0);
  expect(host.output.stdout).toContain("Examples:");
});

test("every command names formats that exist", async () => {
  const known = FORMATS.map((format) => format.name);
  for (const entry of COMMANDS) {
    const command = await entry.load();
    for (const format of command.formats) expect(known, `${command.name} -o ${format}`).toContain(format);
  }
});

test("escape sequences of a manifest do not reach the terminal", async () => {
  const text = new TextDecoder()
    .decode(EXAMPLES["redis-sts.yml"])
    .replaceAll("redis:5-alpine", '"redis:\\e[31m5"')
    .replace("app: redis-sts", 'app: "x\\e]0;title\\a"');
  const host = memoryHost({ "evil.yml": text });
  await main(["apply", "evil.yml", "-v", "--color", "never"], host);
  const codes = [...host.output.stdout].map((character) => character.codePointAt(0) ?? 0);
  expect(codes.filter((code) => code < 32 && code !== 10)).toEqual([]);
});

test("any text in, a report out: never a crash", async () => {
  const words = [
    "apiVersion: apps/v1\n",
    "kind: StatefulSet\n",
    "metadata:\n",
    "  name: web\n",
    "spec:\n",
    "  replicas: 2\n",
    "---\n",
    "{",
    "}",
    "- ",
    "\t",
    "&a ",
    "*a ",
    "'",
    '"',
    "{{ x }}",
    "\u2028",
    "é",
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 25 }), async (parts) => {
      const host = memoryHost({ "any.yml": parts.join("") });
      expect(await main(["apply", "any.yml"], host)).toBeLessThan(3);
    }),
    { seed: 11, numRuns: 300 },
  );
});
