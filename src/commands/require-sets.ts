import { UsageError } from "../model/errors.ts";
import type { InputObject } from "../model/inventory.ts";
import type { OptionValues } from "./command.ts";
import type { LoadedManifests } from "./load-manifests.ts";
import { textOption } from "./option-values.ts";
import { selectSets } from "./select-sets.ts";

/**
 * The sets of the input. Without any, and with nothing else to say about the input, throws `UsageError`; when there
 * are findings, they say why.
 */
export function requireSets(loaded: LoadedManifests, options: OptionValues): readonly InputObject[] {
  const sets = selectSets(loaded.inventory, options);
  if (sets.length > 0 || loaded.diagnostics.length > 0) return sets;
  const selector = textOption(options, "selector");
  const { tally } = loaded;
  const read = `${counted(tally.files, "file")}, ${counted(tally.objects, "object")}`;
  if (selector !== undefined) {
    throw new UsageError(
      `No StatefulSet in the input has the labels ${selector} (${read}).`,
      "-l looks at the labels of the set itself (metadata.labels), not at those of its Pods",
    );
  }
  throw new UsageError(
    `There is no StatefulSet in the input (${read}).`,
    kindsFound(loaded) ?? "sts-plan plans StatefulSets of apps/v1",
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function kindsFound({ inventory }: LoadedManifests): string | undefined {
  const kinds = new Map<string, number>();
  for (const { gvk, manifest } of inventory.objects) {
    const name = manifest.kind === "StatefulSet" ? gvk : manifest.kind;
    kinds.set(name, (kinds.get(name) ?? 0) + 1);
  }
  if (kinds.size === 0) return undefined;
  if (kinds.has("Kustomization")) return "build the kustomization: -k DIRECTORY";
  return `found: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ")}`;
}
