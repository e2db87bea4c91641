import type { KubernetesVersion } from "../../kubernetes/versions/version.ts";
import type { ClusterState, PodRecord, SetRecord } from "../../model/cluster.ts";
import type { TrapSeverity } from "../../model/next.ts";
import type { Simulation } from "../../model/plan.ts";
import type { Environment, Operation } from "../../model/scenario.ts";
import type { Admission } from "../admission.ts";
import type { PodHealth } from "../pod-health.ts";
import type { Workload } from "../workload.ts";

/** One command and what it does to the cluster. */
export interface RemedyStep {
  readonly command: string;
  readonly operation: Operation;
}

/** Something that may help; it is shown only when its simulation says that it does. */
export interface Candidate {
  readonly steps: readonly RemedyStep[];
  /** Go on deleting the Pods that the controller waits for, one after the other. */
  readonly deletesBlockers: boolean;
  /**
   * Somebody puts right what makes Pods fail, outside of the template: they all get ready. Shown only when nothing else
   * helps.
   */
  readonly healsPods?: true;
  /** What to know before doing it, in full sentences; "" when nothing. */
  readonly note: string;
}

/** What a simulation starts from. */
export interface Course {
  readonly start: ClusterState;
  readonly environment: Environment;
  readonly version: KubernetesVersion;
  readonly admission: Admission;
  /** What is taken as done already. */
  readonly given: readonly RemedyStep[];
}

/** A set whose simulation has come to its end, for traps to look at. */
export interface Situation extends Course {
  readonly simulation: Simulation;
  /** The set at the end. */
  readonly set: SetRecord;
  readonly workload: Workload;
  /** Its Pods at the end, by name, with those that only hold a name of it. */
  readonly pods: ReadonlyMap<string, PodRecord>;
  /** Pods of the dump that are still the same ones. */
  readonly health: ReadonlyMap<string, PodHealth>;
  /** Pods that the controller waits for in vain: they are there, not terminating, and not ready or available. */
  readonly stuckPods: readonly PodRecord[];
  /** Pods that would be made at the very beginning, though nothing is under way: why were they not made before? */
  readonly overduePods: readonly string[];
  /** Because a claim of theirs went, and nothing woke the controller. */
  readonly isAsleep: boolean;
}

export interface Detection {
  readonly severity: TrapSeverity;
  readonly explanation: string;
}

/** A well-known trap. A new one is one file here, one line in `registry.ts`, and one dump in `fixtures/cli`. */
export interface Trap {
  /** Stable, for machines: `broken-rollout`. */
  readonly name: string;
  readonly title: string;
  /** Where it is known from. */
  readonly sources: readonly string[];
  detect(situation: Situation): Detection | undefined;
  /** In the order of preference. */
  candidates(situation: Situation): readonly Candidate[];
}
