import { main } from "../../src/cli/main.ts";
import { VERSION } from "../../src/cli/version.ts";
import { memoryHost } from "./memory-host.ts";

export interface CommandRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly written: ReadonlyMap<string, string>;
  readonly status: number;
}

/** A line of a transcript that is a call, and not the output of one (which may show a call of kubectl). */
export function isCall(line: string): boolean {
  return /^\$ (?:\w+=\S* )*sts-plan(?: |$)/.test(line);
}

/**
 * Runs a line as a shell would: `NAME=value` before `sts-plan`, `COLUMNS=80` makes it a terminal, `< FILE` is
 * standard input, `| head -N` and `| tail -N` cut, single quotes hold blanks together. The version reads `<version>`.
 */
export async function runCommand(line: string, files: Readonly<Record<string, Uint8Array>>): Promise<CommandRun> {
  const [called = "", ...filters] = line.split(" | ");
  const words = splitWords(called);
  const start = words.indexOf("sts-plan");
  const { COLUMNS, ...env } = Object.fromEntries(
    words.slice(0, start).map((word) => word.split("=") as [string, string]),
  );
  const redirect = words.indexOf("<");
  const host = memoryHost(files, {
    env,
    ...(COLUMNS === undefined ? {} : { columns: Number(COLUMNS) }),
    ...(redirect < 0 ? {} : { stdin: files[words[redirect + 1] ?? ""] ?? "" }),
  });
  const status = await main(words.slice(start + 1, redirect < 0 ? undefined : redirect), host);
  const { stdout, stderr } = host.output;
  return { stdout: filters.reduce(filter, neutral(stdout)), stderr: neutral(stderr), written: host.written, status };
}

function neutral(text: string): string {
  return text.replaceAll(VERSION, "<version>").replaceAll("\u001b", "\\e");
}

function filter(text: string, command: string): string {
  const count = /^head -(\d+)$/.exec(command)?.[1];
  if (count !== undefined) return `${text.split("\n").slice(0, Number(count)).join("\n").trimEnd()}\n`;
  const last = /^tail -(\d+)$/.exec(command)?.[1];
  if (last !== undefined) return `${text.trimEnd().split("\n").slice(-Number(last)).join("\n")}\n`;
  if (command === "paste -sd,") return `${text.trimEnd().replaceAll("\n", ",")}\n`;
  throw new Error(`the test knows no ${command}`);
}

function splitWords(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}
