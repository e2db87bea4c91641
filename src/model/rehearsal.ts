import type { FieldPath } from "./field-path.ts";
import type { LocateTarget } from "./manifest.ts";
import type { FinalState, Instant, OutcomeKind, Simulation } from "./plan.ts";
import type { Environment, Operation } from "./scenario.ts";
import type { SourceRange } from "./source.ts";

/** What should come of a scenario; every key that is there is checked. */
export interface Expectation {
  /** Only for these versions; all without it. */
  readonly versions?: readonly string[];
  /** Limits in time (`minReady` and its like) hold from this operation on, counted from 0. */
  readonly after?: number;
  readonly outcome?: OutcomeKind;
  /** Seconds until all has settled, at most. */
  readonly doneWithin?: number;
  readonly minReady?: number;
  readonly minAvailable?: number;
  readonly maxUnavailable?: number;
  /** Pods and claims; `*` stands for any text. */
  readonly neverDeleted?: string | readonly string[];
  readonly neverCreated?: string | readonly string[];
  /** Pods in the order in which they are created, or deleted, over the whole run. */
  readonly created?: readonly string[];
  readonly deleted?: readonly string[];
  /** Pods at the update revision at the end. */
  readonly updated?: readonly string[];
  /** Claims at the end, without those that terminate. */
  readonly claims?: readonly string[];
  readonly trace?: readonly Instant[];
  /** The keys that are given. */
  readonly final?: Partial<FinalState>;
}

export type ExpectationKey = Exclude<keyof Expectation, "versions" | "after">;

/** A scenario as a file gives it. */
export interface Rehearsal {
  readonly id: string;
  readonly description: string;
  readonly kubernetesVersion: string | undefined;
  readonly featureGates: Readonly<Record<string, boolean>>;
  readonly environment: Environment;
  readonly operations: readonly Operation[];
  /** What each operation does, in words. */
  readonly titles: readonly string[];
  readonly expect: readonly Expectation[];
  locate(path: FieldPath, target: LocateTarget): SourceRange;
}

export interface ExpectationResult {
  readonly key: ExpectationKey;
  readonly isMet: boolean;
  /** The first difference; "" when it is met. */
  readonly message: string;
}

/** One scenario on one version. */
export interface RehearsalRun {
  readonly id: string;
  readonly description: string;
  readonly place: SourceRange;
  readonly kubernetesVersion: string;
  readonly titles: readonly string[];
  readonly simulation: Simulation;
  readonly results: readonly ExpectationResult[];
  /** Without expectations a run passes when it ends complete. */
  readonly hasPassed: boolean;
}
