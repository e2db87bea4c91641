import type { ClusterState } from "./cluster.ts";

/** One API write: kind, name of the object, and for some kinds a revision, a number or owner kinds. */
export type TraceWrite = readonly [WriteKind, string, ...(string | number)[]];

export type WriteKind =
  | "adopt-revision"
  | "adopt-pod"
  | "release-pod"
  | "create-revision"
  | "update-revision"
  | "delete-revision"
  | "create-claim"
  | "update-claim"
  | "create-pod"
  | "update-pod"
  | "delete-pod";

export interface Rejection {
  readonly rejected: readonly string[];
}

/** What the world did: `["ready", "web-0"]`, `["op", 2]`, `["op", 2, "no-effect"]`. */
export type TraceEvent =
  | readonly ["gone" | "claim-gone" | "claim-terminating" | "ready" | "running" | "available", string]
  | readonly ["op", number]
  | readonly ["op", number, "no-effect" | Rejection];

export interface TraceStatus {
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
  /** Only when not 0. */
  readonly collisionCount?: number;
  /** Status and reason of the condition. */
  readonly progressing?: string;
}

/** One moment at which something happened, in the format of the recorded traces. */
export interface Instant {
  readonly t: number;
  readonly events?: readonly TraceEvent[];
  /** One list of writes for each sync that wrote something, at most 20. */
  readonly syncs?: readonly (readonly TraceWrite[])[];
  readonly status?: TraceStatus;
  /** Of the last sync of the instant. */
  readonly error?: string;
  readonly transientErrors?: readonly string[];
}

export type OutcomeKind = "complete" | "blocked" | "no-set" | "livelock" | "unbounded";

export interface FinalPod {
  readonly name: string;
  readonly revision: string;
  readonly phase: string;
  readonly ready: boolean;
  readonly terminating?: true;
  readonly unowned?: true;
}

export interface FinalClaim {
  readonly name: string;
  readonly owners?: readonly string[];
  readonly terminating?: true;
}

export interface FinalRevision {
  readonly name: string;
  readonly number: number;
}

export interface FinalState {
  readonly outcome: OutcomeKind;
  readonly t: number;
  readonly pods: readonly FinalPod[];
  readonly claims: readonly FinalClaim[];
  readonly revisions: readonly FinalRevision[];
  readonly status?: TraceStatus;
}

/** Why the controller wrote something. A closed set: every consumer is an exhaustive table. */
export type StepReason =
  | "orphan-revision"
  | "orphan-pod"
  | "labels-differ"
  | "first-revision"
  | "new-template"
  | "template-seen-before"
  | "history-limit"
  | "missing-replica"
  | "claim-missing"
  | "retention-policy"
  | "identity-repair"
  | "failed-pod"
  | "succeeded-pod"
  | "scale-down"
  | "outdated-revision"
  | "outdated-and-unavailable"
  | "recreate";

/** The condition that ends a wait. */
export type WaitUntil = "ready" | "available" | "gone" | "collected" | "replaced" | "deleted-by-hand" | "fixed";

export interface Wait {
  /** Name of a Pod or a claim. */
  readonly on: string;
  readonly until: WaitUntil;
}

/** Why a sync did not go on. */
export type StopReason =
  | "nothing-to-do"
  | "no-set"
  | "set-deleting"
  | "error"
  | "replica-terminal"
  | "replica-created"
  | "replica-terminating"
  | "replica-not-ready"
  | "replica-not-available"
  | "stale-claim"
  | "condemned-terminating"
  | "condemned-not-ready"
  | "condemned-not-available"
  | "condemned-deleted"
  | "recreate-old-pods"
  | "on-delete"
  | "update-deleted"
  | "update-waits"
  | "budget-used";

export interface Stop {
  readonly reason: StopReason;
  readonly waits: readonly Wait[];
}

/** One write of the plan, for people. */
export interface Step {
  readonly n: number;
  readonly t: number;
  readonly action: WriteKind;
  readonly pod?: string;
  readonly claim?: string;
  /** Of a Pod that is created, or the revision that is written. */
  readonly revision?: string;
  readonly reason: StepReason;
  /** What the controller had been waiting for before it could do this. */
  readonly waitedFor: readonly Wait[];
}

/** What a person can do about a wait that does not end by itself. */
export type Remedy =
  | "heal-or-delete-pod"
  | "delete-pod"
  | "delete-one-condemned-pod"
  | "delete-pods-ascending"
  | "free-the-name"
  | "touch-the-set"
  | "fix-the-template"
  | "wait";

/** What a blocked plan waits for. */
export interface Blocker {
  readonly on: string;
  readonly until: WaitUntil;
  readonly reason: StopReason;
  readonly remedy: Remedy;
  /** The controller's error, if it is one. */
  readonly message: string;
}

/** A Pod that the partition keeps at another revision than the update revision. */
export interface HeldBackPod {
  readonly pod: string;
  readonly revision: string;
}

/**
 * The plan goes on here, but a real controller would not: it does not watch claims, so it sleeps until something
 * happens to the set or one of its Pods.
 */
export interface UnwokenMoment {
  readonly t: number;
  /** The claims that went. */
  readonly claims: readonly string[];
}

/** An operation in the course of a plan. */
export interface OperationMark {
  readonly t: number;
  /** Number of the first step after it. */
  readonly beforeStep: number;
  /** What the API server said, when it refused. */
  readonly rejected: readonly string[];
}

export interface Simulation {
  readonly trace: readonly Instant[];
  readonly final: FinalState;
  readonly steps: readonly Step[];
  /** Where the controller stands at the end. */
  readonly stop: Stop;
  /** Why the plan does not get further; empty when it is complete. */
  readonly blockedBy: readonly Blocker[];
  /** Of the last sync; undefined when it had none. */
  readonly error: string | undefined;
  readonly heldBack: readonly HeldBackPod[];
  readonly unwoken: readonly UnwokenMoment[];
  /** When each operation was done. */
  readonly operations: readonly OperationMark[];
  /** The cluster at the end, to go on from. */
  readonly state: ClusterState;
}
