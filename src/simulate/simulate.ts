import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import { type ClusterState, EMPTY_CLUSTER } from "../model/cluster.ts";
import { UsageError } from "../model/errors.ts";
import type {
  Instant,
  OperationMark,
  OutcomeKind,
  Simulation,
  Stop,
  TraceEvent,
  TraceWrite,
  UnwokenMoment,
} from "../model/plan.ts";
import type { Environment, Operation } from "../model/scenario.ts";
import type { Admission } from "./admission.ts";
import { advance, nextDue } from "./advance.ts";
import { applyOperation } from "./apply-operation.ts";
import { blockersOf, heldBackPods } from "./blockers.ts";
import { Cluster } from "./cluster.ts";
import { finalStateOf, outcomeOf, traceStatusOf } from "./final-state.ts";
import { type Moment, momentOf } from "./moment.ts";
import { MAX_SLOTS } from "./pod-index.ts";
import { runSync } from "./run-sync.ts";
import { StepLog } from "./step-log.ts";
import { Sync } from "./sync.ts";
import { TemplateCache } from "./template-cache.ts";
import { inTraceOrder } from "./write-order.ts";

const MAX_SYNCS = 200;
const MAX_TIME = 2 ** 31;
const SYNCS_SHOWN = 20;
const INSTANTS_KEPT = 60;
const DEFAULT_MAX_INSTANTS = 500;
const AT_REST: Stop = { reason: "nothing-to-do", waits: [] };
const NO_SET: Stop = { reason: "no-set", waits: [] };

export interface SimulationInput {
  /** What is there at the start; an empty cluster without it. */
  readonly state?: ClusterState;
  readonly environment: Environment;
  readonly operations: readonly Operation[];
  readonly version: KubernetesVersion;
  readonly admission: Admission;
  /** Moments after which the run counts as endless. Default 500. */
  readonly maxInstants?: number;
  /** Called at the end of every moment; counting costs time for every Pod. */
  readonly observe?: (moment: Moment) => void;
}

/** Moments to allow for sets of this size: a long plan is no endless one. */
export function instantsFor(replicas: number): number {
  return DEFAULT_MAX_INSTANTS + 10 * replicas;
}

/**
 * Runs operations and controller until nothing happens any more: `complete` or `blocked`, or it is found to be
 * endless. Times are simulated seconds. The input stays as it is.
 */
export function simulate(input: SimulationInput): Simulation {
  return new Run(input).run();
}

function tooManyReplicas(replicas: number): UsageError {
  return new UsageError(`${replicas} replicas are more than can be simulated`, `the most is ${MAX_SLOTS}`);
}

class Run {
  private readonly input: SimulationInput;
  private readonly cluster: Cluster;
  private readonly templates: TemplateCache;
  private readonly log = new StepLog();
  private readonly trace: Instant[] = [];
  /** How many steps there were after each instant of the trace. */
  private readonly stepsUpTo: number[] = [];
  private readonly unwoken: UnwokenMoment[] = [];
  private readonly operations: OperationMark[] = [];
  private next = 0;
  private lastOperationAt = 0;
  private hasSeenSet: boolean;
  private lastError: string | undefined;
  private stop: Stop = NO_SET;

  constructor(input: SimulationInput) {
    this.input = input;
    this.cluster = new Cluster(input.state ?? EMPTY_CLUSTER, input.environment, input.version);
    this.templates = new TemplateCache(input.admission);
    this.hasSeenSet = this.cluster.set !== undefined;
  }

  run(): Simulation {
    const forced = this.runInstants();
    const outcome = forced ?? outcomeOf(this.cluster, this.lastError !== undefined);
    const { cluster, stop, log } = this;
    const kept = Math.min(this.trace.length, forced === "unbounded" ? INSTANTS_KEPT : this.trace.length);
    return {
      trace: this.trace.slice(0, kept),
      final: finalStateOf(cluster, outcome),
      steps: log.steps.slice(0, this.stepsUpTo[kept - 1] ?? 0),
      stop,
      blockedBy: outcome === "complete" || outcome === "no-set" ? [] : blockersOf(cluster, stop, this.lastError),
      error: this.lastError,
      heldBack: heldBackPods(cluster),
      unwoken: this.unwoken,
      operations: this.operations,
      state: cluster.snapshot(),
    };
  }

  /** Gives the outcome of an endless run. */
  private runInstants(): OutcomeKind | undefined {
    const { cluster } = this;
    const maxInstants = this.input.maxInstants ?? DEFAULT_MAX_INSTANTS;
    let isSettled = this.dueAt() === undefined;
    for (let count = 0; ; count++) {
      if (this.runInstant(isSettled)) return "livelock";
      const due = this.dueAt();
      isSettled = due === undefined;
      if (due === undefined) {
        if (this.next >= this.input.operations.length) return undefined;
        continue;
      }
      if (count >= maxInstants || due > MAX_TIME) return "unbounded";
      cluster.t = due;
    }
  }

  /** True when the controller does not come to rest. */
  private runInstant(isSettled: boolean): boolean {
    const { cluster } = this;
    const events = advance(cluster);
    this.applyDueOperations(events, isSettled);
    this.log.begin(events);
    const { syncs, error, transientErrors, isEndless } = this.settle();
    this.lastError = error;
    this.log.end(this.stop);
    this.input.observe?.(momentOf(cluster, this.next));
    if (syncs.length > 0 && events.length > 0 && events.every(([kind]) => kind.startsWith("claim-"))) {
      this.unwoken.push({ t: cluster.t, claims: events.map(([, name]) => String(name)) });
    }
    if (events.length > 0 || syncs.length > 0) {
      const instant: { -readonly [K in keyof Instant]: Instant[K] } = { t: cluster.t };
      if (events.length > 0) instant.events = events;
      if (syncs.length > 0) instant.syncs = syncs;
      if (cluster.set !== undefined) instant.status = traceStatusOf(cluster.set.status);
      if (error !== undefined) instant.error = error;
      if (transientErrors.length > 0 && !isEndless) instant.transientErrors = transientErrors;
      this.trace.push(instant);
      this.stepsUpTo.push(this.log.steps.length);
    }
    return isEndless;
  }

  private applyDueOperations(events: TraceEvent[], isSettled: boolean): void {
    const { cluster, input } = this;
    for (let mayUseSettled = isSettled; ; mayUseSettled = false) {
      const operation = input.operations[this.next];
      if (operation === undefined) return;
      const at = this.operationAt(operation);
      if (at === undefined ? !mayUseSettled : at > cluster.t) return;
      const index = this.next;
      this.next++;
      this.lastOperationAt = cluster.t;
      const result = applyOperation(cluster, input.admission, operation);
      const rejected = typeof result === "string" ? [] : result.rejected;
      this.operations.push({ t: cluster.t, beforeStep: this.log.steps.length + 1, rejected });
      this.hasSeenSet ||= cluster.set !== undefined;
      events.push(result === "done" ? ["op", index] : ["op", index, result]);
    }
  }

  /** Syncs until one of them changes nothing. */
  private settle(): {
    readonly syncs: readonly (readonly TraceWrite[])[];
    readonly error: string | undefined;
    readonly transientErrors: readonly string[];
    readonly isEndless: boolean;
  } {
    const syncs: (readonly TraceWrite[])[] = [];
    const transientErrors: string[] = [];
    let error: string | undefined;
    if (!this.hasSeenSet) return { syncs, error, transientErrors, isEndless: false };
    for (let count = 0; ; count++) {
      if (error !== undefined && transientErrors.at(-1) !== error) transientErrors.push(error);
      const sync = this.sync();
      error = sync.error;
      if (sync.writes.length > 0 && syncs.length < SYNCS_SHOWN) syncs.push(sync.writes);
      if (!sync.again) return { syncs, error, transientErrors, isEndless: false };
      if (count >= MAX_SYNCS) return { syncs, error, transientErrors, isEndless: true };
    }
  }

  private sync(): {
    readonly writes: readonly TraceWrite[];
    readonly again: boolean;
    readonly error: string | undefined;
  } {
    const { cluster } = this;
    const { set, workload } = cluster;
    if (set === undefined || workload === undefined) {
      this.stop = NO_SET;
      return { writes: [], again: false, error: undefined };
    }
    if (workload.isParallel && workload.replicas > MAX_SLOTS) throw tooManyReplicas(workload.replicas);
    const sync = new Sync(cluster, this.input.version, this.templates, set, workload);
    const { again } = runSync(sync);
    this.stop = sync.stop ?? AT_REST;
    const writes = inTraceOrder(sync.writes, workload);
    this.log.add(cluster.t, writes);
    const error = sync.errors.length === 0 ? undefined : sync.errors.sort().join("; ");
    return { writes: writes.map(({ args }) => args), again, error };
  }

  /** When the world or a timed operation acts next. */
  private dueAt(): number | undefined {
    const due = nextDue(this.cluster);
    const operation = this.input.operations[this.next];
    const at = operation === undefined ? undefined : this.operationAt(operation);
    if (due === undefined || at === undefined) return due ?? at;
    return Math.min(due, at);
  }

  /** The second of a timed operation, not before now; undefined for one that waits until all has settled. */
  private operationAt(operation: Operation): number | undefined {
    if (operation.at === "settled") return undefined;
    const at = typeof operation.at === "number" ? operation.at : this.lastOperationAt + Number(operation.at.slice(1));
    return Math.max(at, this.cluster.t);
  }
}
