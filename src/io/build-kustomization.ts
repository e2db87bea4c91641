import { UsageError } from "../model/errors.ts";
import type { SourceFile } from "../model/source.ts";
import type { Host } from "./host.ts";

const BUILDERS: readonly (readonly string[])[] = [
  ["kustomize", "build"],
  ["kubectl", "kustomize"],
];

/** Builds a kustomization with the user's own tool. Throws `UsageError` when there is none, or with what it says. */
export async function buildKustomization(directory: string, host: Host): Promise<SourceFile> {
  for (const [program = "", verb = ""] of BUILDERS) {
    const result = await host.run(program, [verb, directory]);
    if (result.status === undefined) continue;
    if (result.status !== 0) throw new UsageError(`${program} ${verb} ${directory} failed: ${result.stderr.trim()}`);
    return { name: `<${program} ${verb} ${directory}>`, text: Buffer.from(result.stdout).toString("utf8") };
  }
  throw new UsageError(
    `-k ${directory} needs kustomize or kubectl, and neither could be started.`,
    "install one of them, or build it elsewhere and pass the result with -f",
  );
}
