import type { FinalPod, OutcomeKind, Step, StopReason, Wait } from "./plan.ts";
import type { ObjectReference, Plan } from "./report.ts";

/** What the controller of one set does now, and what comes of it. */
export interface NextStep {
  readonly statefulSet: ObjectReference;
  /** Commands that are taken as given: `kubectl apply -f NEW.yml`. */
  readonly after: readonly string[];
  readonly condition: SetCondition;
  /** What it writes at once. */
  readonly now: readonly Step[];
  /** Why it then goes no further by itself, and what it waits for. */
  readonly stop: StopReason;
  readonly waits: readonly Wait[];
  readonly pods: readonly PodState[];
  readonly traps: readonly TrapFinding[];
  /** What is taken for granted, as full sentences. */
  readonly assumptions: readonly string[];
  /** How it goes on if nobody does anything. */
  readonly plan: Plan;
}

/**
 * `settled`: nothing to do. `working`: it goes on by itself to the end. `stuck`: it stops before the end. `asleep`:
 * something is to do, and nothing wakes it. `endless`: it never comes to rest. `deleting`: the set is
 * on its way out, and its controller only counts.
 */
export type SetCondition = "settled" | "working" | "stuck" | "asleep" | "endless" | "deleting";

/** A Pod as the dump has it. */
export interface PodState {
  readonly name: string;
  readonly revision: string;
  /** In step with the update revision. */
  readonly isUpdated: boolean;
  /** Ready and not terminating: Services send it requests. */
  readonly isServing: boolean;
  /** `ready`, `starting`, `failing` …, as `PodHealth` has it. */
  readonly condition: string;
  /** Why it is not ready, as Kubernetes says it; "" when it is, or when nothing is said. */
  readonly reason: string;
  readonly phase: FinalPod["phase"];
}

/** How much a trap matters: nothing goes on; data or time is at risk; it is worth knowing. */
export type TrapSeverity = "stuck" | "warning" | "note";

/** A well-known situation that people do not get out of easily. */
export interface TrapFinding {
  readonly name: string;
  readonly severity: TrapSeverity;
  readonly title: string;
  /** In plain words, about these Pods. */
  readonly explanation: string;
  readonly sources: readonly string[];
  /** Each has been simulated from the dump on, to the outcome that it shows. */
  readonly remedies: readonly VerifiedRemedy[];
}

export interface VerifiedRemedy {
  /** To be typed one after the other, each when nothing changes any more. */
  readonly commands: readonly string[];
  /** The commands only show the cause; the outcome is what comes once it is put right. */
  readonly causeFirst: boolean;
  readonly note: string;
  readonly outcome: OutcomeKind;
  readonly durationSeconds: number;
  /** Claims whose data is lost on the way. */
  readonly lostClaims: readonly string[];
}
