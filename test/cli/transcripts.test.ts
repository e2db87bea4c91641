import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesBelow } from "./memory-host.ts";
import { isCall, runCommand } from "./run-command.ts";

/**
 * Every folder below `fixtures/cli` holds input files and `transcript.txt`: command lines behind `$ `, each followed by what
 * the program prints and its exit status. A new case needs only its inputs and the command lines; `npm run test:update`
 * writes the rest. What a line may hold: `run-command.ts`.
 */
const ROOT = "fixtures/cli";

test.for(readdirSync(ROOT))("%s", async (name) => {
  const file = `${ROOT}/${name}/transcript.txt`;
  const lines = readFileSync(file, "utf8").split("\n");
  const first = lines.findIndex(isCall);
  const comments = lines.slice(0, first).filter((line) => line.startsWith("# "));
  const commands = lines.filter(isCall);
  expect(commands.length).toBeGreaterThan(0);
  const parts: string[] = [];
  for (const command of commands) parts.push(await transcribe(command, `${ROOT}/${name}`));
  const head = comments.length > 0 ? `${comments.join("\n")}\n\n` : "";
  await expect(`${head}${parts.join("\n")}`).toMatchFileSnapshot(`../../${file}`);
});

async function transcribe(line: string, folder: string): Promise<string> {
  const files = { ...filesBelow("fixtures/examples"), ...filesBelow(folder) };
  delete files["transcript.txt"];
  const { stdout, stderr, written, status } = await runCommand(line.slice(2), files);
  expect(status, `${line}\n${stderr}`).not.toBe(3);
  const attached = [...written].map(([path, text]) => `--- ${path}\n${text}`).join("");
  return `${line}\n${stdout}${stderr === "" ? "" : `[stderr]\n${stderr}`}${attached}[exit ${status}]\n`;
}
