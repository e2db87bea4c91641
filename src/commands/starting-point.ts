import { EMPTY_CLUSTER } from "../model/cluster.ts";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { SourceFile } from "../model/source.ts";
import type { CommandInput, OptionSpec, OptionValues } from "./command.ts";
import { dumpedSet, healthySet, type LiveSet, setsOf } from "./live-sets.ts";
import { loadManifests } from "./load-manifests.ts";
import { indexObjects, type ObjectIndex } from "./object-index.ts";
import { environmentOf, timingOf } from "./plan-environment.ts";
import type { RunSettings } from "./run-settings.ts";

/** Where a plan starts: what is there before anything is done. */
export const START_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--from <path>",
    summary: "what is there now, as manifests: file, directory, - or git:REF; taken as rolled out and healthy",
    group: "Input",
    takes: "reads",
  },
  {
    flags: "--state <dump>",
    summary: "what is there now, as it lives: kubectl get sts,svc,po,pvc,pv,sc,controllerrevisions -o yaml",
    group: "Input",
    takes: "reads",
  },
];

export interface StartingPoint {
  readonly inventory: Inventory;
  readonly index: ObjectIndex;
  /** The sets that are there, in input order. */
  readonly sets: readonly LiveSet[];
  /** What could not be read of it, and which sets the server would never have taken. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isUnreadable: boolean;
  /** It is a live state, not manifests. */
  readonly isDump: boolean;
  readonly files: readonly SourceFile[];
  /** The live set of a manifest; without `set` in its state when there is none. */
  find(manifest: InputObject): LiveSet;
}

/** Reads the start of a plan: `--state`, else `--from` and what else `sources` says. */
export function startingPoint(
  input: CommandInput,
  sources: readonly SourceFile[],
  settings: RunSettings,
  options: OptionValues,
): StartingPoint {
  const dump = input.sources("state");
  const isDump = dump.length > 0;
  const files = isDump ? dump : [...sources, ...input.sources("from")];
  const loaded = loadManifests(files, settings, []);
  const index = indexObjects(loaded.inventory);
  const find = (manifest: InputObject): LiveSet => {
    const { namespace, name } = manifest;
    const old = index.find("apps/v1 StatefulSet", namespace, name);
    if (!isDump && old?.accepted === true) return healthySet(old, index, settings);
    if (!isDump) return { namespace, name, state: EMPTY_CLUSTER, origin: manifest };
    const environment = environmentOf(timingOf(manifest.stored, options), options);
    return dumpedSet(manifest, index, environment, settings);
  };
  const sets = setsOf(loaded.inventory);
  return {
    inventory: loaded.inventory,
    index,
    sets: sets.filter((set) => isDump || set.accepted).map(find),
    diagnostics: startFindings(loaded.diagnostics, isDump).sort(compareDiagnostics),
    isUnreadable: loaded.tally.isUnreadable,
    isDump,
    files,
    find,
  };
}

/** What is there is as it is: only what cannot be read, or cannot be there, is worth a word. */
function startFindings(diagnostics: readonly Diagnostic[], isDump: boolean): Diagnostic[] {
  return diagnostics.filter(({ source, severity }) => severity === "error" && (!isDump || source === "yaml"));
}
