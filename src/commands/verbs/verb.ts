import type { KubernetesVersion } from "../../kubernetes/versions/version.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { InputObject } from "../../model/inventory.ts";
import type { Simulation } from "../../model/plan.ts";
import type { Operation } from "../../model/scenario.ts";
import type { SourceFile } from "../../model/source.ts";
import type { Admission } from "../../simulate/admission.ts";
import type { OptionSpec, OptionValues } from "../command.ts";
import type { LiveSet } from "../live-sets.ts";

/** What a verb finds: the sets as they are when its turn comes. */
export interface World {
  readonly sets: readonly LiveSet[];
  /** What the last command brought about, for the set at this position; without one, what goes on by itself. */
  watch(set: number): Watched;
  readonly version: KubernetesVersion;
  readonly admission: Admission;
  /** Where kubectl looks first. */
  readonly namespace: string;
  /** It was said on the command line: kubectl looks nowhere else. */
  readonly isNamespaceGiven: boolean;
  /** What stands in the files of `-f`, in their order; undefined when the start is a dump. */
  readonly files: readonly InputObject[] | undefined;
}

/** A rollout as somebody sees who looks at the set from the last command on. */
export interface Watched {
  readonly simulation: Simulation;
  /** Of the trace: the first instant of the last command. */
  readonly since: number;
}

/** What kubectl does and prints. */
export interface VerbAnswer {
  readonly lines: readonly string[];
  readonly exitStatus: 0 | 1;
  readonly operations: readonly SetOperation[];
  /** Positions in `World.sets` of those that it is about. */
  readonly about: readonly number[];
  /** Those that the server refuses to change. */
  readonly refused?: readonly Refusal[];
}

export interface Refusal {
  readonly set: number;
  /** At the fields of the manifest, when it is one that is refused. */
  readonly findings: readonly Diagnostic[];
}

export interface SetOperation {
  /** Position in `World.sets`. */
  readonly set: number;
  readonly operation: Operation;
}

/** A command that is ready to be done. */
export interface Verb {
  /** As it would be typed: `kubectl scale statefulset/web --replicas=5`. */
  readonly command: string;
  /** Seconds after the command before; undefined: when all has settled. */
  readonly after?: number;
  perform(world: World): VerbAnswer;
}

/** A command line of one verb: what stands behind its name. */
export interface VerbCall {
  /** Arguments that are no options. */
  readonly words: readonly string[];
  readonly options: OptionValues;
  /** What was read for an option such as `--patch-file`. */
  sources(attribute: string): readonly SourceFile[];
}

/** A verb of kubectl as data: one file each, one line in `verb-registry.ts`. */
export interface VerbSpec {
  /** `scale`, `set image`, `rollout restart`. */
  readonly name: string;
  /** Its own options, beside those of every plan. */
  readonly options: readonly OptionSpec[];
  /** Throws `UsageError`, with kubectl's text, for arguments that it does not take. */
  prepare(call: VerbCall): (world: World) => VerbAnswer;
}
