import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { VERSION } from "../../src/cli/version.ts";
import { filesBelow, memoryHost } from "./memory-host.ts";

/**
 * Every folder below `fixtures/cli` holds input files and `transcript.txt`: command lines behind `$ `, each followed by what
 * the program prints and its exit status. A new case needs only its inputs and the command lines; `npm run test:update`
 * writes the rest. Before `sts-plan` may stand `NAME=value`; `COLUMNS=80` makes it a terminal; `< FILE` is standard input.
 */
const ROOT = "fixtures/cli";

test.for(readdirSync(ROOT))("%s", async (name) => {
  const file = `${ROOT}/${name}/transcript.txt`;
  const lines = readFileSync(file, "utf8").split("\n");
  const comments = lines.filter((line) => line.startsWith("# "));
  const commands = lines.filter((line) => line.startsWith("$ "));
  expect(commands.length).toBeGreaterThan(0);
  const parts: string[] = [];
  for (const command of commands) parts.push(await runCommand(command, `${ROOT}/${name}`));
  const head = comments.length > 0 ? `${comments.join("\n")}\n\n` : "";
  await expect(`${head}${parts.join("\n")}`).toMatchFileSnapshot(`../../${file}`);
});

async function runCommand(line: string, folder: string): Promise<string> {
  const words = splitWords(line.slice(2));
  const start = words.indexOf("sts-plan");
  const env = Object.fromEntries(words.slice(0, start).map((word) => word.split("=") as [string, string]));
  const redirect = words.indexOf("<");
  const argv = words.slice(start + 1, redirect < 0 ? undefined : redirect);
  const files = { ...filesBelow("fixtures/examples"), ...filesBelow(folder) };
  delete files["transcript.txt"];
  const { COLUMNS, ...rest } = env;
  const host = memoryHost(files, {
    env: rest,
    ...(COLUMNS === undefined ? {} : { columns: Number(COLUMNS) }),
    ...(redirect < 0 ? {} : { stdin: files[words[redirect + 1] ?? ""] ?? "" }),
  });
  const code = await main(argv, host);
  const { stdout, stderr } = host.output;
  const written = [...host.written].map(([path, text]) => `--- ${path}\n${text}`).join("");
  const shown = `${stdout}${stderr === "" ? "" : `[stderr]\n${stderr}`}${written}`.replaceAll(VERSION, "<version>");
  return `${line}\n${shown.replaceAll("\u001b", "\\e")}[exit ${code}]\n`;
}

/** Words of a shell line; single quotes hold blanks together. */
function splitWords(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}
