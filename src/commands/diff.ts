import { diffFindings } from "../diff/diff-findings.ts";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { DataRisk } from "../model/object-diff.ts";
import type { DiffReport } from "../model/report.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { compareInventories, worstRisk } from "./compare-inventories.ts";
import { loadManifests } from "./load-manifests.ts";
import { textOption } from "./option-values.ts";
import { settingsOf } from "./run-settings.ts";
import { CLUSTER_OPTIONS, INPUT_OPTIONS } from "./shared-options.ts";

export const diffCommand: Command = {
  name: "diff",
  description:
    "What changes between two states of the manifests, and what each change causes: refused by the API server (which field, and the safe way through), Pods that restart (which, in which order, because of which field), what becomes of the claims. Exit status as `kubectl diff`: 0 same, 1 different, above 1 an error.",
  positionals: [
    { name: "old", summary: "manifests as they are now (or --from)", isOptional: true, readsInto: "from" },
    { name: "new", summary: "manifests as they shall be (or -f)", isOptional: true, readsInto: "filename" },
  ],
  options: [
    ...INPUT_OPTIONS.filter(({ flags }) => !flags.startsWith("-l")),
    { flags: "--from <path>", summary: "the old state: file, directory, - or git:REF", group: "Input", takes: "reads" },
    { flags: "--base <ref>", summary: "the old state: the same paths at this commit or branch", group: "Input" },
    {
      flags: "--state <dump>",
      summary: "the old state as it lives: kubectl get sts,svc,pdb -o yaml",
      group: "Input",
      takes: "reads",
    },
    ...CLUSTER_OPTIONS,
    {
      flags: "--fail-on-data-risk <risk>",
      summary: "exit 2 when claims are at this risk or worse",
      group: "Findings",
      choices: ["recoverable", "loss"],
    },
  ],
  examples: [
    "sts-plan diff old.yml new.yml",
    "sts-plan diff k8s/ --base main",
    "kubectl get sts,svc -o yaml | sts-plan diff -f k8s/ --state -",
    "KUBECTL_EXTERNAL_DIFF='sts-plan diff' kubectl diff -f k8s/",
    "sts-plan diff -f new.yml --from old.yml -o json",
    "sts-plan diff old/ new/ --fail-on-data-risk recoverable",
  ],
  formats: ["text", "json", "yaml", "markdown", "patch"],
  isRecursive: true,
  placePaths,
  run: compare,
};

/** Two paths are the old and the new state; one is the other half of what an option says. */
function placePaths(paths: readonly string[], options: OptionValues): Map<string, readonly string[]> {
  const base = textOption(options, "base");
  const hasOld = base !== undefined || options.from !== undefined || options.state !== undefined;
  const [old, next] = hasOld ? [[], paths] : [paths.slice(0, 1), paths.slice(1)];
  return new Map([
    ["from", base === undefined ? old : [`git:${base}`, ...old]],
    ["filename", next],
  ]);
}

function compare(options: OptionValues, input: CommandInput): DiffReport {
  const settings = settingsOf(options);
  const oldSources = [...input.sources("from"), ...input.sources("state")];
  const newSources = input.sources("filename");
  if (oldSources.length === 0 || newSources.length === 0) {
    const missing = oldSources.length === 0 ? "old" : "new";
    throw new UsageError(
      `Only one state was given: the ${missing} one is missing.`,
      "sts-plan diff OLD NEW, or diff -f NEW --from OLD",
    );
  }
  const before = loadManifests(oldSources, settings, []);
  const after = loadManifests(newSources, settings, input.problems);
  const isLive = input.sources("state").length > 0;
  const old = isLive ? onlyNamedIn(after.inventory, before.inventory) : before.inventory;
  const diffed = compareInventories(old, after.inventory, settings.version);
  const objects = diffed.map(({ difference }) => difference);
  const isUnreadable = before.tally.isUnreadable || after.tally.isUnreadable;
  const dataRisk = worstRisk(objects.map((object) => object.dataRisk));
  return {
    kind: "DiffReport",
    upgradedFrom: null,
    kubernetesVersion: settings.version.name,
    remarks: settings.remarks,
    input: { ...after.tally, isUnreadable: isUnreadable || reaches(dataRisk, textOption(options, "failOnDataRisk")) },
    diagnostics: [
      ...readerFindings(before.diagnostics),
      ...after.diagnostics,
      ...diffFindings({ diffed, inventory: after.inventory, version: settings.version, isLive, upgradedFrom: null }),
    ].sort(compareDiagnostics),
    objects,
    dataRisk,
  };
}

/** A dump holds what else lives there; `kubectl apply` does not touch what its files do not name. */
function onlyNamedIn(wanted: Inventory, { objects }: Inventory): Inventory {
  const identity = ({ gvk, namespace, name }: InputObject) => `${gvk} ${namespace}/${name}`;
  const names = new Set(wanted.objects.map(identity));
  return { objects: objects.filter((object) => names.has(identity(object))) };
}

/** The old state is what it is; only what could not be read of it matters. */
function readerFindings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ source, severity }) => source === "yaml" && severity === "error");
}

function reaches(risk: DataRisk, threshold: string | undefined): boolean {
  if (threshold === undefined) return false;
  return risk === "loss" || (risk === "recoverable" && threshold === "recoverable");
}
