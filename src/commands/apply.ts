import { describeObject, lintInventory } from "../lint/lint-inventory.ts";
import { ALL_DEFAULTS } from "../lint/lint-options.ts";
import { mergeVerdicts } from "../lint/merge-verdicts.ts";
import { EMPTY_CLUSTER } from "../model/cluster.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { KubectlAnswer, Plan, PlanReport } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { assignVolumes } from "./assign-volumes.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { type LoadedManifests, loadManifests } from "./load-manifests.ts";
import { indexObjects, type ObjectIndex } from "./object-index.ts";
import { listOption } from "./option-values.ts";
import { claimsInInput, planCreation } from "./plan-creation.ts";
import { planNotes } from "./plan-notes.ts";
import { relevantFindings } from "./relevant-findings.ts";
import { requireComplete } from "./require-complete-dump.ts";
import { requireSets } from "./require-sets.ts";
import { type RunSettings, settingsOf } from "./run-settings.ts";
import { runVerbs } from "./run-verbs.ts";
import {
  CLUSTER_OPTIONS,
  ENVIRONMENT_OPTIONS,
  INPUT_OPTIONS,
  MANIFEST_PATHS,
  PLAN_VIEW_OPTIONS,
  THEN_OPTION,
} from "./shared-options.ts";
import { START_OPTIONS, type StartingPoint, startingPoint } from "./starting-point.ts";
import { assumptions, changeNotes, PLAN_FORMATS, plannedSets, restartRemark } from "./verb-command.ts";
import { performApply } from "./verbs/apply.ts";
import { applyText } from "./verbs/command-text.ts";
import { emptyWorld } from "./verbs/empty-world.ts";
import { parseThen } from "./verbs/then.ts";
import type { Verb } from "./verbs/verb.ts";

export const applyCommand: Command = {
  name: "apply",
  description:
    "Plans what `kubectl apply -f` would bring about. In an empty cluster: the Pods, claims and DNS names of every StatefulSet, and the order in which the controller makes them, with the reason of every wait. With --from or --state: which Pods restart, in which order and why. Nothing is sent anywhere.",
  positionals: [MANIFEST_PATHS],
  options: [
    ...INPUT_OPTIONS,
    ...START_OPTIONS,
    THEN_OPTION,
    ...CLUSTER_OPTIONS,
    ...ENVIRONMENT_OPTIONS,
    ...PLAN_VIEW_OPTIONS,
  ],
  examples: [
    "sts-plan apply -f redis-sts.yml",
    "sts-plan apply -f k8s/ -R -o json",
    "sts-plan apply -f new.yml --from old.yml",
    "sts-plan apply -f k8s/ --from git:main",
    "sts-plan apply -f web.yml --state dump.yml --then 'rollout status sts/web'",
    "sts-plan apply -f web.yml --watch-view",
    "sts-plan apply -f web.yml --never-ready web-1 --kubernetes-version 1.33",
    "helm template my-release ./chart | sts-plan apply -f -",
  ],
  formats: PLAN_FORMATS,
  run: planApply,
};

function planApply(options: OptionValues, input: CommandInput): PlanReport {
  const settings = settingsOf(options);
  const sources = input.sources("filename");
  const loaded = loadManifests(sources, settings, input.problems);
  const sets = requireSets(loaded, options);
  if (["from", "state", "then"].some((name) => options[name] !== undefined)) {
    return planChanges(loaded, sets, { options, input, settings });
  }
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
    answers: sets.length === 0 ? [] : [firstApply(loaded, sets, options, settings)],
  };
}

/** What kubectl prints for an apply in an empty cluster. */
function firstApply(
  { inventory }: LoadedManifests,
  sets: readonly InputObject[],
  options: OptionValues,
  { version, namespace }: RunSettings,
): KubectlAnswer {
  const world = emptyWorld(sets, version, namespace);
  const { lines, exitStatus } = performApply(inventory.objects, undefined, world);
  return { command: applyText(options), lines, exitStatus };
}

interface Run {
  readonly options: OptionValues;
  readonly input: CommandInput;
  readonly settings: RunSettings;
}

/** What an apply over something that is there changes, and what follows it. */
function planChanges(
  loaded: LoadedManifests,
  chosen: readonly InputObject[],
  { options, input, settings }: Run,
): PlanReport {
  const start = startingPoint(input, [], settings, options);
  const own = indexObjects(loaded.inventory);
  const sets = chosen.map((set) => {
    const live = start.find(set);
    return { ...live, state: live.state === EMPTY_CLUSTER ? claimsInInput(set, own) : live.state, origin: set };
  });
  const names = new Set(chosen);
  const objects = loaded.inventory.objects.filter((object) => !SETS.test(object.gvk) || names.has(object));
  const apply: Verb = {
    command: applyText(options),
    perform: (world) => performApply(objects, start.index, world),
  };
  const verbs = [apply, ...listOption(options, "then").map((text) => parseThen(text, apply))];
  const index = indexObjects(allOf(start.inventory, loaded.inventory));
  const { answers, plans, findings } = runVerbs(verbs, sets, { index, settings, options, files: objects });
  if (start.isDump) requireComplete(plannedSets(plans, start.sets));
  const planned = assignVolumes(plans, index);
  const isThere = new Set(
    sets.flatMap(({ state, origin }) => (state.set === undefined ? [] : [describeObject(origin)])),
  );
  const diagnostics = loaded.diagnostics.filter(({ object, cause }) => !isThere.has(object ?? "") || !isVerdict(cause));
  return {
    kind: "PlanReport",
    verb: "apply",
    kubernetesVersion: settings.version.name,
    remarks: [...settings.remarks, ...assumptions(plans, sets), ...restartRemark(verbs), ...leftAlone(start, chosen)],
    input: { ...loaded.tally, isUnreadable: loaded.tally.isUnreadable || start.isUnreadable },
    diagnostics: diagnosticsOf({ ...loaded, diagnostics }, settings, input.sources("filename"), [
      ...start.diagnostics,
      ...findings,
      ...changeNotes(planned, { ...start, index, sets }),
    ]),
    plans: planned,
    answers,
  };
}

/** Sets that are there and stand in no file: `kubectl apply` does not touch them. */
function leftAlone({ sets }: StartingPoint, chosen: readonly InputObject[]): string[] {
  const named = new Set(chosen.map(({ namespace, name }) => `${namespace}/${name}`));
  const others = sets.filter(({ namespace, name, state }) => state.set && !named.has(`${namespace}/${name}`));
  if (others.length === 0) return [];
  const names = others.map(({ namespace, name }) => `${namespace}/${name}`).join(", ");
  const one = others.length === 1;
  return [
    `${names} ${one ? "is" : "are"} there and not in the files: \`kubectl apply\` leaves ${one ? "it" : "them"} alone.`,
  ];
}

const SETS = /^apps\/v1(?:beta[12])? StatefulSet$/;

/** What a create would be refused for; an update has its own verdict. */
function isVerdict(cause: Diagnostic["cause"]): boolean {
  return cause !== undefined && /^FieldValue|^InternalError|^Warning/.test(cause.type);
}

/** What is there, with what is applied over it in its place. */
function allOf(before: Inventory, after: Inventory): Inventory {
  return { objects: [...before.objects, ...after.objects] };
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
  return mergeVerdicts(relevantFindings(findings, diagnostics, inventory), [...diagnostics, ...kept]).sort(
    compareDiagnostics,
  );
}
