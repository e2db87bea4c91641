import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.ts";
import type { Plan, PlanReport } from "../model/report.ts";
import { assignVolumes } from "./assign-volumes.ts";
import type { Command, CommandInput, OptionSpec, OptionValues } from "./command.ts";
import type { LiveSet } from "./live-sets.ts";
import { listOption, textOption } from "./option-values.ts";
import { planNotes } from "./plan-notes.ts";
import { requireComplete } from "./require-complete-dump.ts";
import { settingsOf } from "./run-settings.ts";
import { runVerbs } from "./run-verbs.ts";
import { matchesSelector } from "./select-sets.ts";
import {
  CLUSTER_OPTIONS,
  ENVIRONMENT_OPTIONS,
  INPUT_OPTIONS,
  PIPELINE_FORMATS,
  PLAN_VIEW_OPTIONS,
  THEN_OPTION,
} from "./shared-options.ts";
import { START_OPTIONS, type StartingPoint, startingPoint } from "./starting-point.ts";
import { performApply } from "./verbs/apply.ts";
import { applyText, commandText } from "./verbs/command-text.ts";
import { parseThen } from "./verbs/then.ts";
import type { Verb, VerbSpec } from "./verbs/verb.ts";

export interface VerbTexts {
  readonly description: string;
  readonly examples: readonly string[];
  /** Of its arguments in the usage line. */
  readonly arguments: string;
}

/** Formats of every plan. */
export const PLAN_FORMATS: readonly string[] = ["text", "wide", "json", "yaml", "name", ...PIPELINE_FORMATS];

/** Notes of the planner that a change brings up; what was so before is no news. */
const NOTES: ReadonlySet<string> = new Set(["claim-without-volume"]);

/** The command of a verb: `-f`, `--from` or `--state` say what is there now. */
export function verbCommand(spec: VerbSpec, texts: VerbTexts): Command {
  return {
    name: spec.name,
    description: texts.description,
    positionals: [
      {
        name: "resource",
        summary: `${texts.arguments}; without it every StatefulSet of the input`,
        isVariadic: true,
        isOptional: true,
      },
    ],
    options: [
      ...spec.options,
      ...INPUT_OPTIONS.map(stateWording),
      ...START_OPTIONS,
      THEN_OPTION,
      ...CLUSTER_OPTIONS,
      ...ENVIRONMENT_OPTIONS,
      ...PLAN_VIEW_OPTIONS,
    ],
    examples: texts.examples,
    formats: PLAN_FORMATS,
    run: (options, input) => planVerb(spec, options, input),
  };
}

function stateWording(option: OptionSpec): OptionSpec {
  return option.flags.startsWith("-f,")
    ? { ...option, summary: "what is there now: a manifest stands for applied, rolled out and healthy" }
    : option;
}

function planVerb(spec: VerbSpec, options: OptionValues, input: CommandInput): PlanReport {
  const settings = settingsOf(options);
  const call = { words: listOption(options, "resource"), options, sources: input.sources };
  const perform = spec.prepare(call);
  const start = startingPoint(input, input.sources("filename"), settings, options);
  const first: Verb = { command: commandText(spec, call), perform };
  const verbs = [first, ...thenVerbs(options, start)];
  const selector = textOption(options, "selector");
  const sets = start.sets.filter(({ origin }) => selector === undefined || matchesSelector(origin, selector));
  const { answers, plans, findings } = runVerbs(verbs, sets, {
    index: start.index,
    settings,
    options,
    files: start.isDump ? undefined : start.inventory.objects,
  });
  if (start.isDump) requireComplete(plannedSets(plans, sets));
  const planned = assignVolumes(plans, start.index);
  const { inventory, diagnostics, isUnreadable } = start;
  return {
    kind: "PlanReport",
    verb: spec.name,
    kubernetesVersion: settings.version.name,
    remarks: [...settings.remarks, ...assumptions(plans, sets), ...restartRemark(verbs)],
    input: {
      files: start.files.length + input.problems.length,
      objects: inventory.objects.length,
      passedOver: {},
      isUnreadable: isUnreadable || input.problems.length > 0,
    },
    diagnostics: [...input.problems, ...diagnostics, ...findings, ...changeNotes(planned, start)].sort(
      compareDiagnostics,
    ),
    plans: planned,
    answers,
  };
}

/** What the Pods of a dump tell about those made later. */
export function assumptions(plans: readonly Plan[], sets: readonly LiveSet[]): string[] {
  return plannedSets(plans, sets).flatMap(({ broken }) => broken?.sentences ?? []);
}

/** The sets that the plans are about. */
export function plannedSets(plans: readonly Plan[], sets: readonly LiveSet[]): LiveSet[] {
  const planned = new Set(plans.map(({ statefulSet }) => `${statefulSet.namespace}/${statefulSet.name}`));
  return sets.filter(({ namespace, name }) => planned.has(`${namespace}/${name}`));
}

/** The name of a revision is a hash of the template, and so of the time in it. */
export function restartRemark(verbs: readonly Verb[]): string[] {
  return verbs.some(({ command }) => command.startsWith("kubectl rollout restart"))
    ? ["A restart writes its time into the template; the new revision's name here is that of --restarted-at."]
    : [];
}

/** The commands of `--then`. */
export function thenVerbs(options: OptionValues, start: StartingPoint): Verb[] {
  const { objects } = start.inventory;
  const apply: Verb = {
    command: applyText(options),
    perform: (world) => performApply(objects, start.index, world),
  };
  return listOption(options, "then").map((text) => parseThen(text, apply));
}

/** What the planner has to say about the change itself. */
export function changeNotes(plans: readonly Plan[], { index, sets }: StartingPoint): Diagnostic[] {
  return plans.flatMap((plan) => {
    const { namespace, name } = plan.statefulSet;
    const set = sets.find((candidate) => candidate.namespace === namespace && candidate.name === name);
    return set === undefined ? [] : planNotes(set.origin, plan, index).filter((note) => NOTES.has(note.name));
  });
}
