import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nodeHost } from "../../src/io/node-host.ts";
import { readInputs } from "../../src/io/read-inputs.ts";

const folder = mkdtempSync(join(tmpdir(), "sts-plan-io-"));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(join(folder, "web.yml"), "a: b\n");
symlinkSync(folder, join(folder, "up"));
symlinkSync(join(folder, "circle.yml"), join(folder, "circle.yml"));

async function messages(...paths: string[]): Promise<string[]> {
  const { problems } = await readInputs(paths, nodeHost(), { isRecursive: true });
  return problems.map((problem) => problem.message.replaceAll(folder, "…"));
}

test("a link that leads to itself is a finding", async () => {
  expect(await messages(join(folder, "circle.yml"))).toEqual(["The file cannot be read: too many symbolic links."]);
});

test("a name that is too long and a file taken for a folder are findings", async () => {
  const found = await messages(join(folder, `${"x".repeat(300)}.yml`), join(folder, "web.yml", "web.yml"));
  expect(found).toHaveLength(2);
});

test("a link back to the folder above is not followed", async () => {
  const { sources } = await readInputs([folder], nodeHost(), { isRecursive: true });
  expect(sources.map((source) => source.text)).toEqual(["a: b\n"]);
});
