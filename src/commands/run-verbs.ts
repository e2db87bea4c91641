import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { ClusterState } from "../model/cluster.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { InternalError } from "../model/errors.ts";
import type { InputObject } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import { numberAt } from "../model/json-read.ts";
import type { Simulation } from "../model/plan.ts";
import type { KubectlAnswer, Plan } from "../model/report.ts";
import type { Environment, Operation, OperationTime } from "../model/scenario.ts";
import { instantsFor, simulate } from "../simulate/simulate.ts";
import { buildPlan, refusedPlan } from "./build-plan.ts";
import type { OptionValues } from "./command.ts";
import type { LiveSet } from "./live-sets.ts";
import type { ObjectIndex } from "./object-index.ts";
import { planChange } from "./plan-change.ts";
import { environmentOf, timingOf } from "./plan-environment.ts";
import type { RunSettings } from "./run-settings.ts";
import { serverAdmission } from "./server-admission.ts";
import type { Verb, Watched, World } from "./verbs/verb.ts";

/** What a run of commands comes to. */
export interface VerbRun {
  readonly answers: readonly KubectlAnswer[];
  /** Of the sets that a command was about, in input order. */
  readonly plans: readonly Plan[];
  readonly findings: readonly Diagnostic[];
}

interface Context {
  readonly index: ObjectIndex;
  readonly settings: RunSettings;
  readonly options: OptionValues;
  /** What stands in the files of `-f`; undefined when the start is a dump. */
  readonly files: readonly InputObject[] | undefined;
}

/** A set in the course of a run. */
interface Thread {
  readonly start: LiveSet;
  /** Of all operations so far; undefined when some have been added since. */
  simulation: Simulation | undefined;
  readonly operations: Operation[];
  /** The command of each operation. */
  readonly commands: string[];
}

/**
 * Does one command after the other, each when the one before has settled, and plans what the controller makes of it. After a
 * command that fails, nothing more is done, as with `&&` in a shell.
 */
export function runVerbs(verbs: readonly Verb[], sets: readonly LiveSet[], context: Context): VerbRun {
  const threads = sets.map((start): Thread => ({ start, simulation: undefined, operations: [], commands: [] }));
  const answers: KubectlAnswer[] = [];
  const about = new Set<number>();
  const refused = new Map<number, readonly Diagnostic[]>();
  for (const [turn, verb] of verbs.entries()) {
    const answer = verb.perform(worldOf(threads, context));
    const { lines, exitStatus, operations } = answer;
    answers.push({ command: verb.command, lines, exitStatus });
    for (const set of answer.about) about.add(set);
    for (const { set, findings } of answer.refused ?? []) refused.set(set, findings);
    for (const { set, operation } of operations) {
      const thread = threads[set];
      if (thread === undefined) continue;
      thread.operations.push(operation.at === "settled" ? { ...operation, at: timeOf(verb, turn) } : operation);
      thread.commands.push(verb.command);
      thread.simulation = undefined;
    }
    if (exitStatus !== 0) break;
  }
  const plans = threads.flatMap((thread, set) => {
    return about.has(set) ? [planOf(thread, { ...context, isRefused: refused.has(set) })] : [];
  });
  return { answers, plans, findings: [...refused.values()].flat() };
}

/** The first command comes now, whatever goes on; the others when all has settled, or at their time. */
function timeOf({ after }: Verb, turn: number): OperationTime {
  if (after !== undefined) return `+${after}`;
  return turn === 0 ? 0 : "settled";
}

function worldOf(threads: readonly Thread[], context: Context): World {
  const { settings } = context;
  return {
    sets: threads.map((thread) => {
      const { start, operations } = thread;
      return operations.length === 0 ? start : { ...start, state: simulationOf(thread, context).state };
    }),
    watch: (set) => watch(threads[set], context),
    version: settings.version,
    admission: serverAdmission(settings.version),
    namespace: settings.namespace,
    isNamespaceGiven: context.options.namespace !== undefined,
    files: context.files,
  };
}

function watch(thread: Thread | undefined, context: Context): Watched {
  if (thread === undefined) throw new InternalError("there is no such set");
  const simulation = simulationOf(thread, context);
  const { commands } = thread;
  const first = commands.indexOf(commands.at(-1) ?? "");
  const since = simulation.trace.findIndex(({ events = [] }) =>
    events.some(([kind, index]) => kind === "op" && index === first),
  );
  return { simulation, since: Math.max(0, since) };
}

/** Runs the operations so far from the start, so that times and reasons are those of one run. */
function simulationOf(thread: Thread, context: Context): Simulation {
  thread.simulation ??= run(thread, context);
  return thread.simulation;
}

function run(thread: Thread, context: Context): Simulation {
  const { start, operations } = thread;
  const { version } = context.settings;
  return simulate({
    state: start.state,
    environment: environmentFor(thread, context),
    operations,
    version,
    admission: serverAdmission(version),
    maxInstants: instantsFor(mostReplicas(start.state, operations)) * (operations.length + 1),
  });
}

function environmentFor({ start, operations }: Thread, { settings, options }: Context): Environment {
  const environment = environmentOf(timingOf(lastApplied(start, operations), options), options, {
    old: start.state.set?.status.updateRevision,
    new: firstNewRevision(start, operations, settings.version),
  });
  return {
    ...environment,
    gcSeconds: GC_SECONDS,
    broken: [...(environment.broken ?? []), ...(start.broken?.rules ?? [])],
  };
}

/** The garbage collector takes its time, and that decides whether the controller is awake when a claim goes. */
const GC_SECONDS = 1;

/** The revision that the first change of the template makes. */
function firstNewRevision(
  { state }: LiveSet,
  operations: readonly Operation[],
  version: KubernetesVersion,
): string | undefined {
  const admission = serverAdmission(version);
  const old = state.set?.status.updateRevision;
  for (const operation of operations) {
    const revision = "apply" in operation ? admission.revisionName(operation.apply, 0) : old;
    if (revision !== old) return revision;
  }
  return undefined;
}

/** The set as the last operation leaves it: its probes decide how long a Pod takes. */
function lastApplied({ state, origin }: LiveSet, operations: readonly Operation[]): JsonObject {
  const applied = operations.findLast((operation) => "apply" in operation);
  return applied && "apply" in applied ? applied.apply : (state.set?.object ?? origin.stored);
}

function mostReplicas({ set }: ClusterState, operations: readonly Operation[]): number {
  const wanted = operations.map((operation) => ("apply" in operation ? replicasOf(operation.apply) : 0));
  return Math.max(replicasOf(set?.object ?? {}), ...wanted);
}

function replicasOf(set: JsonObject): number {
  return numberAt(set, "spec", "replicas") ?? 1;
}

function planOf(thread: Thread, context: Context & { readonly isRefused: boolean }): Plan {
  const { start, operations, commands } = thread;
  const { settings, index, options } = context;
  const simulation = simulationOf(thread, context);
  const stored = simulation.state.set?.object ?? lastApplied(start, operations);
  const timing = timingOf(stored, options);
  const done = { operations, commands, minor: settings.version.minor };
  const subject = { set: start.origin, stored, index, clusterDomain: settings.clusterDomain, timing };
  if (context.isRefused && operations.length === 0) {
    const isNew = start.state.set === undefined;
    return { ...refusedPlan(subject), change: isNew ? undefined : planChange(start.state, simulation, done) };
  }
  const plan = buildPlan(subject, simulation, start.state);
  const change =
    start.state.set === undefined && operations.length < 2 ? undefined : planChange(start.state, simulation, done);
  return { ...plan, change };
}
