import type { ClusterState } from "../model/cluster.ts";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { InputObject } from "../model/inventory.ts";
import type { NextStep, PodState, SetCondition, TrapFinding } from "../model/next.ts";
import type { Simulation } from "../model/plan.ts";
import type { NextReport } from "../model/report.ts";
import type { Environment } from "../model/scenario.ts";
import { brokenRules } from "../simulate/broken-rules.ts";
import { healthOf, type PodHealth } from "../simulate/pod-health.ts";
import { simulate } from "../simulate/simulate.ts";
import { findTraps } from "../simulate/traps/find-traps.ts";
import { runCourse, situationOf } from "../simulate/traps/situation.ts";
import type { Course, RemedyStep, Situation } from "../simulate/traps/trap.ts";
import { applyChange } from "./apply-change.ts";
import { buildPlan } from "./build-plan.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import type { LiveSet } from "./live-sets.ts";
import { loadManifests } from "./load-manifests.ts";
import { indexObjects, type ObjectIndex } from "./object-index.ts";
import { environmentOf, timingOf } from "./plan-environment.ts";
import { DUMP_COMMAND, requireComplete } from "./require-complete-dump.ts";
import { type RunSettings, settingsOf } from "./run-settings.ts";
import { serverAdmission } from "./server-admission.ts";
import { CLUSTER_OPTIONS, ENVIRONMENT_OPTIONS, INPUT_OPTIONS } from "./shared-options.ts";
import { type StartingPoint, startingPoint } from "./starting-point.ts";

export const nextCommand: Command = {
  name: "next",
  description:
    "Reads a dump of live sets and says what the controller will do now, what it waits for, which Pods serve meanwhile, and, if it is stuck, why: the trap by name, and the commands that get it out. Every command shown has been simulated from the dump on.",
  positionals: [
    { name: "dump", summary: "the dump, as with --state", isVariadic: true, isOptional: true, readsInto: "state" },
  ],
  options: [
    {
      flags: "--state <dump>",
      summary: "kubectl get sts,pods,pvc,controllerrevisions -o yaml; file, directory, or -",
      group: "Input",
      takes: "reads",
    },
    ...INPUT_OPTIONS.map((option) =>
      option.flags.startsWith("-f,")
        ? { ...option, summary: "what would be applied now: a corrected manifest" }
        : option,
    ),
    ...CLUSTER_OPTIONS,
    ...ENVIRONMENT_OPTIONS,
  ],
  examples: [
    "sts-plan next --state dump.yaml",
    "kubectl get sts,pods,pvc,controllerrevisions -o yaml | sts-plan next --state -",
    "sts-plan next --state dump.yaml -f fixed.yml",
  ],
  formats: ["text", "wide", "json", "yaml"],
  inputHint: "--state dump.yaml, or --state - for standard input",
  run: tellNext,
};

/** The garbage collector takes its time, and that decides whether the controller is awake when a claim goes. */
const GC_SECONDS = 1;

function tellNext(options: OptionValues, input: CommandInput): NextReport {
  if (input.sources("state").length === 0 && input.problems.length === 0) {
    throw new UsageError("No dump to start from.", `${DUMP_COMMAND}; then --state dump.yaml`);
  }
  const settings = settingsOf(options);
  const start = startingPoint(input, [], settings, options);
  const live = start.sets.filter(({ state }) => state.set !== undefined);
  if (live.length === 0 && start.diagnostics.length === 0 && input.problems.length === 0) {
    throw new UsageError("There is no StatefulSet in the dump.", DUMP_COMMAND);
  }
  requireComplete(live);
  const applied = loadManifests(input.sources("filename"), settings, []);
  const manifests = indexObjects(applied.inventory);
  const refusals: Diagnostic[] = applied.diagnostics.filter(({ severity }) => severity === "error");
  return {
    kind: "NextReport",
    kubernetesVersion: settings.version.name,
    remarks: settings.remarks,
    input: {
      files: start.files.length + input.problems.length,
      objects: start.inventory.objects.length,
      passedOver: {},
      isUnreadable: start.isUnreadable || input.problems.length > 0,
    },
    diagnostics: [...input.problems, ...start.diagnostics, ...refusals].sort(compareDiagnostics),
    sets: live.map((set) => nextOf(set, { start, settings, options, manifests })),
  };
}

interface Context {
  readonly start: StartingPoint;
  readonly settings: RunSettings;
  readonly options: OptionValues;
  readonly manifests: ObjectIndex;
}

function nextOf(live: LiveSet, context: Context): NextStep {
  const { start, settings, options, manifests } = context;
  const { namespace, name, state, origin } = live;
  const health = healthByName(start.index, namespace);
  const { rules, sentences } = brokenRules(state, health);
  const stored = state.set?.object ?? origin.stored;
  const timing = timingOf(stored, options);
  const base = environmentOf(timing, options);
  const environment: Environment = { ...base, gcSeconds: GC_SECONDS, broken: [...(base.broken ?? []), ...rules] };
  const manifest = manifests.find("apps/v1 StatefulSet", namespace, name);
  const given = manifest === undefined ? [] : appliedStep(origin, manifest, state, settings);
  const { version } = settings;
  const course: Course = { start: state, environment, version, admission: serverAdmission(version), given };
  const simulation = runCourse(course, []);
  const situation = situationOf(course, simulation, health);
  const traps = situation === undefined ? [] : findTraps(situation, health);
  const subject = { set: origin, stored, index: start.index, clusterDomain: settings.clusterDomain, timing };
  const moment = firstMoment(course);
  const condition = conditionOf(simulation, situation, traps);
  return {
    statefulSet: { namespace, name },
    after: given.map(({ command }) => command),
    condition,
    now: situation?.isAsleep === true ? [] : moment.steps.filter((step) => step.t === state.t),
    stop: moment.stop.reason,
    waits: moment.stop.waits,
    pods: podStates(state, health),
    traps,
    assumptions: sentences,
    plan: buildPlan(subject, simulation, state),
  };
}

function healthByName(index: ObjectIndex, namespace: string): Map<string, PodHealth> {
  return new Map(index.inNamespace("v1 Pod", namespace).map(({ name, manifest }) => [name, healthOf(manifest.value)]));
}

/** The manifest applied over the live set at once; nothing when kubectl would not get it through. */
function appliedStep(
  origin: InputObject,
  manifest: InputObject,
  { set, t }: ClusterState,
  settings: RunSettings,
): RemedyStep[] {
  if (set === undefined) return [];
  const { api, stored } = applyChange({ ...origin, stored: set.object }, manifest, settings.version);
  if (!api.accepted) throw new UsageError(`${manifest.manifest.file} is refused: ${api.message}`);
  return [{ command: `kubectl apply -f ${manifest.manifest.file}`, operation: { at: t, apply: stored } }];
}

/** The simulation up to where the controller rests for the first time. */
function firstMoment({ start, environment, version, admission, given }: Course): Simulation {
  const operations = given.map(({ operation }) => operation);
  return simulate({ state: start, environment, operations, version, admission, maxInstants: 0 });
}

function conditionOf(
  { final, steps, unwoken, trace }: Simulation,
  situation: Situation | undefined,
  traps: readonly TrapFinding[],
): SetCondition {
  if (final.outcome === "unbounded" || final.outcome === "livelock") return "endless";
  if (situation === undefined || situation.start.set?.deleting === true) return "deleting";
  if (situation.isAsleep) return "asleep";
  if (final.outcome === "blocked" || unwoken.length > 0 || traps.some(({ severity }) => severity === "stuck"))
    return "stuck";
  const own = new Set(situation.start.pods.filter((pod) => pod.owner === situation.set.uid).map(({ name }) => name));
  // Pods of others may move all the same.
  const later = trace.filter(({ t }) => t > situation.start.t);
  const moves = later.some(({ events = [] }) => events.some(([, name]) => own.has(String(name))));
  return steps.length === 0 && !moves ? "settled" : "working";
}

/** The set's own Pods, lowest first. */
function podStates({ set, pods }: ClusterState, health: ReadonlyMap<string, PodHealth>): PodState[] {
  return pods
    .filter((pod) => set !== undefined && pod.owner === set.uid)
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .map((pod) => {
      const { condition = "starting", reason = "" } = health.get(pod.name) ?? {};
      return {
        name: pod.name,
        revision: pod.revision,
        isUpdated: pod.revision === set?.status.updateRevision,
        isServing: pod.ready && pod.goneAt < 0,
        condition,
        reason,
        phase: pod.phase,
      };
    });
}
