import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../src/commands/registry.ts";
import { VERSIONS } from "../src/kubernetes/versions/registry.ts";
import { filesBelow } from "./cli/memory-host.ts";
import { isCall, runCommand } from "./cli/run-command.ts";

const PAGES = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...readdirSync("docs").map((name) => `docs/${name}`)];
const files = Object.fromEntries(
  Object.entries(filesBelow("fixtures")).map(([path, bytes]) => [`fixtures/${path}`, bytes]),
);

/** ` ```console ` blocks: command lines behind `$ `, each with what it prints; `npm run test:update` writes that. */
test.for(PAGES)("%s shows what the program really prints", async (page) => {
  const text = readFileSync(page, "utf8");
  const parts: string[] = [];
  let end = 0;
  for (const block of text.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
    const commands = (block[1] ?? "").split("\n").filter(isCall);
    const runs: string[] = [];
    for (const command of commands) {
      const { stdout, stderr } = await runCommand(command.slice(2), files);
      runs.push(`${command}\n${stdout}${stderr}`);
    }
    parts.push(text.slice(end, block.index), `\`\`\`console\n${runs.join("\n")}\`\`\``);
    end = block.index + block[0].length;
  }
  await expect(`${parts.join("")}${text.slice(end)}`).toMatchFileSnapshot(`../${page}`);
});

describe("README.md", () => {
  const readme = readFileSync("README.md", "utf8");

  test.for(COMMANDS.map((entry) => entry.name))("says what %s is for", (name) => {
    expect(readme).toMatch(new RegExp(`sts-plan ${name}\\b`));
  });

  test("names every version", () => {
    for (const { name } of VERSIONS) expect(readme).toContain(name);
  });
});

test.for(PAGES)("%s points only at files and scripts that exist", (page) => {
  const text = readFileSync(page, "utf8");
  const folder = page.startsWith("docs/") ? "docs/" : "";
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => `${folder}${match[1]}`);
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? "");
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
