import { lintInventory } from "../lint/lint-inventory.ts";
import { ALL_DEFAULTS } from "../lint/lint-options.ts";
import { mergeVerdicts } from "../lint/merge-verdicts.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import type { InputObject } from "../model/inventory.ts";
import type { Plan, PlanReport } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { assignVolumes } from "./assign-volumes.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { type LoadedManifests, loadManifests } from "./load-manifests.ts";
import { indexObjects, type ObjectIndex } from "./object-index.ts";
import { planCreation } from "./plan-creation.ts";
import { planNotes } from "./plan-notes.ts";
import { relevantFindings } from "./relevant-findings.ts";
import { requireSets } from "./require-sets.ts";
import { type RunSettings, settingsOf } from "./run-settings.ts";
import {
  CLUSTER_OPTIONS,
  ENVIRONMENT_OPTIONS,
  INPUT_OPTIONS,
  MANIFEST_PATHS,
  PLAN_VIEW_OPTIONS,
} from "./shared-options.ts";

export const applyCommand: Command = {
  name: "apply",
  description:
    "Plans what `kubectl apply -f` would bring about in an empty cluster: the Pods, claims and DNS names of every StatefulSet, and the order in which the controller makes them, with the reason of every wait. Nothing is sent anywhere.",
  positionals: [MANIFEST_PATHS],
  options: [...INPUT_OPTIONS, ...CLUSTER_OPTIONS, ...ENVIRONMENT_OPTIONS, ...PLAN_VIEW_OPTIONS],
  examples: [
    "sts-plan apply -f redis-sts.yml",
    "sts-plan apply -f k8s/ -R -o json",
    "sts-plan apply -f web.yml --watch-view",
    "sts-plan apply -f web.yml --never-ready web-1 --kubernetes-version 1.33",
    "helm template my-release ./chart | sts-plan apply -f -",
  ],
  formats: [
    "text",
    "wide",
    "json",
    "yaml",
    "name",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "tap",
    "checkstyle",
    "rdjson",
    "markdown",
  ],
  run: planApply,
};

function planApply(options: OptionValues, input: CommandInput): PlanReport {
  const settings = settingsOf(options);
  const sources = input.sources("filename");
  const loaded = loadManifests(sources, settings, input.problems);
  const sets = requireSets(loaded, options);
  const index = indexObjects(loaded.inventory);
  const plans = assignVolumes(
    sets.map((set) => planCreation(set, index, settings, options)),
    index,
  );
  return {
    kind: "PlanReport",
    verb: "apply",
    kubernetesVersion: settings.version.name,
    remarks: settings.remarks,
    input: loaded.tally,
    diagnostics: diagnosticsOf(loaded, settings, sources, notesOf(sets, plans, index)),
    plans,
  };
}

function notesOf(sets: readonly InputObject[], plans: readonly Plan[], index: ObjectIndex): Diagnostic[] {
  return sets.flatMap((set, position) => {
    const plan = plans[position];
    return plan === undefined ? [] : planNotes(set, plan, index);
  });
}

/** What rules, reader, API server and planner say, each thing once. */
function diagnosticsOf(
  { inventory, diagnostics }: LoadedManifests,
  { version, clusterDomain }: RunSettings,
  sources: readonly SourceFile[],
  notes: readonly Diagnostic[],
): Diagnostic[] {
  const options = { version, clusterDomain, strict: false, rules: ALL_DEFAULTS, ignores: [], sources };
  const findings = lintInventory(inventory, options);
  const told = new Set(findings.flatMap(({ rule, object }) => (rule === "STS315" ? [object] : [])));
  const kept = notes.filter((note) => note.name !== "data-lost-with-pod" || !told.has(note.object));
  return mergeVerdicts(relevantFindings(findings, inventory), [...diagnostics, ...kept]).sort(compareDiagnostics);
}
