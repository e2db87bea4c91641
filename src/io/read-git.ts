import { UsageError } from "../model/errors.ts";
import { decodeText } from "./decode-text.ts";
import { fileProblem } from "./file-problem.ts";
import type { Host } from "./host.ts";
import type { ReadResult } from "./read-inputs.ts";

const MANIFEST_NAME = /\.(?:json|ya?ml)$/;

/**
 * Reads `git:REF` (the given paths as they were at that commit) or `git:REF:PATH`. Files of a commit are shown
 * as `REF:path`. Throws `UsageError` when git is missing or does not know the commit.
 */
export async function readGit(argument: string, paths: readonly string[], host: Host): Promise<ReadResult> {
  const { ref, path } = splitArgument(argument);
  const wanted = path === undefined ? paths.filter((given) => given !== "-") : [path];
  if (wanted.length === 0) throw new UsageError(`${argument} says no path, and no -f does.`, `git:${ref}:PATH`);
  const sources = [];
  const problems = [];
  for (const file of await listFiles(ref, wanted, host)) {
    const shown = await git(["show", `${ref}:./${file}`], host);
    const decoded = decodeText(shown);
    const name = `${ref}:${file}`;
    if (decoded.kind === "text") sources.push({ name, text: decoded.text });
    else problems.push(fileProblem(name, decoded));
  }
  return { sources, problems };
}

function splitArgument(argument: string): { readonly ref: string; readonly path: string | undefined } {
  const rest = argument.slice("git:".length);
  const colon = rest.indexOf(":");
  const ref = colon < 0 ? rest : rest.slice(0, colon);
  // A leading dash would be taken for an option of git.
  if (ref === "" || ref.startsWith("-"))
    throw new UsageError(`${JSON.stringify(argument)} names no commit.`, "git:HEAD~1");
  return { ref, path: colon < 0 ? undefined : rest.slice(colon + 1) };
}

async function listFiles(ref: string, paths: readonly string[], host: Host): Promise<string[]> {
  const listed = await git(["ls-tree", "-r", "-z", "--name-only", ref, "--", ...paths], host);
  const names = Buffer.from(listed).toString("utf8").split("\0");
  return names.filter((name) => name !== "" && (MANIFEST_NAME.test(name) || paths.includes(name)));
}

async function git(args: readonly string[], host: Host): Promise<Uint8Array> {
  const result = await host.run("git", args);
  if (result.status === undefined)
    throw new UsageError("git:REF needs git, and it could not be started.", result.stderr);
  if (result.status !== 0) throw new UsageError(`git says: ${result.stderr.trim()}`, `git ${args.join(" ")}`);
  return result.stdout;
}
