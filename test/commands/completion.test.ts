import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { COMMANDS } from "../../src/commands/registry.ts";
import { memoryHost } from "../cli/memory-host.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"];

async function scriptFor(shell: string): Promise<string> {
  const host = memoryHost({});
  expect(await main(["completion", shell], host)).toBe(0);
  return host.output.stdout;
}

describe.each(SHELLS)("%s", (shell) => {
  test("knows every command and its options", async () => {
    const script = await scriptFor(shell);
    for (const entry of COMMANDS) {
      for (const name of [entry.name, ...(entry.aliases ?? [])]) expect(script).toContain(name.split(" ").at(-1));
      for (const { flags } of (await entry.load()).options) {
        const long = /--([a-z][-a-z]*)/.exec(flags)?.[1] ?? "";
        expect(script, `${entry.name} --${long}`).toContain(long);
      }
    }
  });

  test.runIf(shell !== "powershell" && spawnSync(shell, ["--version"]).status === 0)(
    "is read by its shell",
    async () => {
      const file = join(tmpdir(), `sts-plan-completion-${process.pid}.${shell}`);
      writeFileSync(file, await scriptFor(shell));
      expect(spawnSync(shell, ["-n", file], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    },
  );
});

test("keys differ also for a shell that ignores case", async () => {
  const keys = [...(await scriptFor("powershell")).matchAll(/^ {4}'([^']+)' = /gm)].map((match) => match[1] ?? "");
  const values = keys.filter((key) => key.includes(" -"));
  expect(new Set(values.map((key) => key.toLowerCase())).size).toBe(values.length);
});

test.runIf(spawnSync("bash", ["--version"]).status === 0).for([
  ["app", "apply"],
  ["apply --kubernetes-v", "--kubernetes-version"],
  ["apply -o j", "json junit"],
  ["completion f", "fish"],
  ["validate --max", "--max-warnings"],
  ["explain grace-p", "grace-period-zero"],
])("bash: sts-plan %s", async ([typed = "", offered]) => {
  const words = ["sts-plan", ...typed.split(" ")];
  const script = `${await scriptFor("bash")}
COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _sts_plan; echo "\${COMPREPLY[*]}"`;
  expect(spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout.trim()).toBe(offered);
});
