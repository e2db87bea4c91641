import { buildKustomization } from "../io/build-kustomization.ts";
import { findConfig } from "../io/find-config.ts";
import type { Host } from "../io/host.ts";
import { readGit } from "../io/read-git.ts";
import { readInputs } from "../io/read-inputs.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { SourceFile } from "../model/source.ts";
import type { Invocation } from "./invocation.ts";

export interface GatheredInput {
  /** By attribute of the option that named them; a kustomization counts as `filename`. */
  readonly sources: ReadonlyMap<string, readonly SourceFile[]>;
  readonly all: readonly SourceFile[];
  readonly problems: readonly Diagnostic[];
}

/** Reads everything that the command line names. Throws `UsageError` when it names nothing at all. */
export async function gatherInput(invocation: Invocation, host: Host): Promise<GatheredInput> {
  const { command, options } = invocation;
  const reads = readsOf(invocation, host);
  if (reads.size === 0 && command.needsNoFiles !== true) {
    const { inputHint } = command;
    if (inputHint !== undefined) throw new UsageError("No input was given.", inputHint);
    throw new UsageError("No manifest was given.", "-f FILE, -f DIRECTORY, or -f - for standard input");
  }
  const sources = new Map<string, SourceFile[]>();
  const problems: Diagnostic[] = [];
  const isRecursive = options.recursive === true || command.isRecursive === true;
  const add = (attribute: string, files: readonly SourceFile[]): void => {
    sources.set(attribute, [...(sources.get(attribute) ?? []), ...files]);
  };
  for (const [attribute, paths] of reads) {
    if (attribute === "kustomize") {
      for (const directory of paths) add("filename", [await buildKustomization(directory, host)]);
      continue;
    }
    const plain = paths.filter((path) => !path.startsWith("git:"));
    const read = await readInputs(plain, host, { isRecursive });
    add(attribute, read.sources);
    problems.push(...read.problems);
    for (const argument of paths.filter((path) => path.startsWith("git:"))) {
      const old = await readGit(argument, reads.get("filename") ?? [], host);
      add(attribute, old.sources);
      problems.push(...old.problems);
    }
  }
  return { sources, problems, all: [...sources.values()].flat() };
}

/** What the command line names, with what is read without being named: the config file, standard input. */
function readsOf({ command, options, reads }: Invocation, host: Host): ReadonlyMap<string, readonly string[]> {
  const all = new Map(reads);
  if (command.readsStandardInput === true && !all.has("filename")) all.set("filename", ["-"]);
  const isConfigurable = command.options.some((option) => option.flags.startsWith("--config "));
  if (!isConfigurable || all.has("config") || options.config === false) return all;
  const config = all.size === 0 ? undefined : findConfig(host);
  if (config !== undefined) all.set("config", [config]);
  return all;
}
