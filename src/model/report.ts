import type { Diagnostic, Severity } from "./diagnostic.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { NextStep } from "./next.ts";
import type { ClassifiedChange, DataRisk, ObjectDifference } from "./object-diff.ts";
import type { Blocker, OutcomeKind, Simulation } from "./plan.ts";
import type { RehearsalRun } from "./rehearsal.ts";
import type { RelationGraph } from "./relation-graph.ts";
import type { SourceFile, SourceRange } from "./source.ts";

/**
 * What a command answers: one value that holds everything a renderer may show. A renderer decides nothing; the
 * JSON form (`design.md` section 3, `schemas/`) is a selection of it.
 */
export type Report =
  | PlanReport
  | LintReport
  | DiffReport
  | NextReport
  | ScenarioReport
  | NamesReport
  | GraphReport
  | TextReport;

export type ReportKind = Report["kind"];

/** What every report about manifests carries. */
export interface ReportBase {
  /** The recorded version whose behaviour is shown: `1.37.0`. */
  readonly kubernetesVersion: string;
  /** What was assumed: "1.36.1 behaves as the recorded 1.36.3". Full sentences. */
  readonly remarks: readonly string[];
  /** What was read, for the last line. */
  readonly input: InputTally;
  /** In the order of `compareDiagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface InputTally {
  readonly files: number;
  readonly objects: number;
  /** Objects of kinds that change nothing in a plan, by kind: counted and passed over. */
  readonly passedOver: Readonly<Record<string, number>>;
  /** Something could not be read or parsed: exit code 2. */
  readonly isUnreadable: boolean;
}

export interface ObjectReference {
  readonly namespace: string;
  readonly name: string;
}

export interface PlanReport extends ReportBase {
  readonly kind: "PlanReport";
  /** The command as kubectl spells it: `apply`, `scale`, `rollout restart`. */
  readonly verb: string;
  readonly plans: readonly Plan[];
  /** What kubectl would print for each command of the run, in order. */
  readonly answers: readonly KubectlAnswer[];
}

/** One command as it would be typed, and what kubectl prints for it. */
export interface KubectlAnswer {
  /** `kubectl scale statefulset/web --replicas=5` */
  readonly command: string;
  /** Lines of standard output and standard error, in the order in which they come. */
  readonly lines: readonly string[];
  readonly exitStatus: 0 | 1;
}

export type PlanAction = "create" | "update" | "none" | "refused" | "delete";

/** What one StatefulSet will do. */
export interface Plan {
  readonly statefulSet: ObjectReference;
  readonly action: PlanAction;
  readonly governingService: GoverningService;
  readonly revisions: RevisionPair;
  /** Ascending by ordinal: the Pods that are there at the end. */
  readonly pods: readonly PlannedPod[];
  /** By Pod ordinal, then claim template. */
  readonly claims: readonly PlannedClaim[];
  /** Undefined when the set is refused. */
  readonly simulation: Simulation | undefined;
  readonly outcome: OutcomeKind | "refused";
  /** What the controller waits for at the end, when it is blocked, and what a person can do. */
  readonly blockedBy: readonly Blocker[];
  readonly dataRisk: DataRisk;
  readonly facts: SetFacts;
  /** What becomes of each Pod that is there before or after; undefined when the set is new or refused. */
  readonly change: PlanChange | undefined;
}

/** How a set that was there differs at the end from the beginning. */
export interface PlanChange {
  /** Ascending by ordinal. */
  readonly pods: readonly PodChange[];
  /** Revisions that Pods had or have, oldest first. */
  readonly revisions: readonly RevisionNote[];
  /** Pods that are Running and Ready at the end. */
  readonly serving: readonly string[];
  /** The fewest Pods that the status counts as ready at any moment; undefined when the set is gone. */
  readonly fewestReady: number | undefined;
  readonly replicasBefore: number;
  /** Fields of the stored set that differ. */
  readonly fields: readonly ClassifiedChange[];
  /** The commands, each with the number of the first step after it. */
  readonly commands: readonly PlannedCommand[];
}

export interface PlannedCommand {
  readonly command: string;
  /** Number of its first operation in the trace. */
  readonly operation: number;
  /** It came when all had settled. */
  readonly waited: boolean;
  readonly t: number;
  /** Steps before this one were done before the command. */
  readonly beforeStep: number;
}

export interface RevisionNote {
  readonly name: string;
  /** `new`: what the set asks for at the end; `old`: all others. */
  readonly age: "old" | "new";
  /** Images by container, in the order of the template. */
  readonly images: readonly string[];
}

export interface PodChange {
  readonly name: string;
  readonly ordinal: number;
  /** Revision before; null when it was not there. */
  readonly before: string | null;
  /** Revision after; null when it is gone. */
  readonly after: string | null;
  readonly fate: PodFate;
  /** Second of its last deletion, and second at which it was ready again; null when there was none. */
  readonly downAt: number | null;
  readonly readyAt: number | null;
}

/**
 * `held-back`: the partition keeps its revision. `by-hand`: OnDelete leaves it until somebody deletes it. `outdated`: it has
 * an older revision, and the plan does not get to it. `replaced`: deleted and made again. `orphaned`: runs on without owner.
 * `leaving`: deleted, and still there at the end.
 */
export type PodFate =
  | "stays"
  | "held-back"
  | "by-hand"
  | "outdated"
  | "replaced"
  | "created"
  | "deleted"
  | "orphaned"
  | "leaving";

/** What renderers say about the set beside the plan itself. */
export interface SetFacts {
  readonly replicas: number;
  /** First ordinal. */
  readonly start: number;
  readonly podManagementPolicy: string;
  readonly updateStrategy: string;
  /** Pods below this offset keep the old revision. */
  readonly partition: number;
  readonly minReadySeconds: number;
  /** Where the manifest begins. */
  readonly place: SourceRange;
  readonly containers: number;
  readonly timing: PlanTiming;
  /** The set as the API server stores it. */
  readonly stored: JsonObject;
}

/** How the seconds of a plan were estimated. */
export interface PlanTiming {
  readonly startSeconds: number;
  readonly terminateSeconds: number;
  /** Part of `startSeconds`: the largest `initialDelaySeconds` of readiness and startup probes. */
  readonly probeDelaySeconds: number;
  /** `--start-seconds` was given. */
  readonly isGiven: boolean;
  /** Pods that take another time, by name or ordinal; null: as the others. */
  readonly perPod: readonly {
    readonly pod: string;
    readonly startSeconds: number | null;
    readonly terminateSeconds: number | null;
  }[];
}

export interface GoverningService {
  /** As `serviceName` says; "" without one. */
  readonly name: string;
  /** In the input, in the set's namespace. */
  readonly found: boolean;
  readonly headless: boolean;
  /** Its selector matches the Pods' labels. */
  readonly selectsPods: boolean;
  /** ClusterIP, NodePort, LoadBalancer or ExternalName; "" when not found. */
  readonly type: string;
  /** What its own name resolves to. */
  readonly answers: "pod-addresses" | "virtual-address" | "alias" | "nothing" | "unknown";
  /** `web-0.nginx` has an address. */
  readonly podNamesResolve: "yes" | "no" | "unknown";
  readonly publishNotReady: boolean;
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  /** "" when it has none, and then no SRV record. */
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly targetPort: string;
}

export interface RevisionPair {
  readonly current: string;
  readonly update: string;
}

export interface PlannedPod {
  readonly name: string;
  readonly ordinal: number;
  readonly hostname: string;
  readonly subdomain: string;
  readonly revision: string;
  readonly dns: PodNames;
  /** Names of its claims, in the order of the claim templates. */
  readonly claims: readonly string[];
}

/** Empty lists when the Pod has no name of its own. */
export interface PodNames {
  readonly a: readonly string[];
  readonly srv: readonly string[];
  /** Short forms: from the same namespace first, then from another one. */
  readonly short: readonly string[];
}

/** `orphan`: stays without a Pod. `replace`: deleted, and an empty one of the same name takes its place. */
export type PlannedClaimFate = "create" | "keep" | "reuse" | "delete" | "orphan" | "replace";

export interface PlannedClaim {
  readonly name: string;
  readonly template: string;
  readonly pod: string;
  /** The quantity as written; "" without one. */
  readonly storage: string;
  readonly accessModes: readonly string[];
  /** Null: the cluster's default class. "" asks for volumes without class. */
  readonly storageClassName: string | null;
  readonly fate: PlannedClaimFate;
  readonly volume: ClaimVolume;
}

/** Where a claim's volume comes from, as far as the input says. */
export type ClaimVolume =
  | { readonly kind: "static"; readonly volume: string }
  | { readonly kind: "no-volume-left" }
  | { readonly kind: "provisioned"; readonly class: string; readonly waitsForPod: boolean }
  | { readonly kind: "unknown" };

export interface LintReport extends ReportBase {
  readonly kind: "LintReport";
  /** Findings that an annotation, a comment, the config file or the baseline takes out of the count. */
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** The rules of the findings, open or suppressed, by id. */
  readonly rules: readonly RuleDescription[];
  /** The objects that rules looked at, in input order. */
  readonly checked: readonly CheckedObject[];
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`: exit status 1. */
  readonly isFailing: boolean;
  /** Files as `--fix` would leave them. */
  readonly rewrites: readonly SourceFile[];
}

export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** `inSource`: an annotation or comment; `external`: config file or baseline. */
  readonly kind: "inSource" | "external";
  /** "" when none is given. */
  readonly reason: string;
}

/** What a report says about a rule, for formats that describe them. */
export interface RuleDescription {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly rationale: string;
  readonly sources: readonly string[];
}

export interface CheckedObject {
  readonly file: string;
  /** `StatefulSet default/web`, as in findings. */
  readonly object: string;
  readonly apiVersion: string;
}

export interface DiffReport extends ReportBase {
  readonly kind: "DiffReport";
  /** Of an upgrade: the version before; null when the manifests differ and not the server. */
  readonly upgradedFrom: string | null;
  readonly objects: readonly ObjectDifference[];
  /** The worst of all objects. */
  readonly dataRisk: DataRisk;
}

/** What the controller does next from a given state. */
export interface NextReport extends ReportBase {
  readonly kind: "NextReport";
  readonly sets: readonly NextStep[];
}

/** `simulate`: scenario files that were run. */
export interface ScenarioReport extends ReportBase {
  readonly kind: "ScenarioReport";
  /** In the order of the files; a scenario that runs on several versions has several. */
  readonly runs: readonly RehearsalRun[];
}

/** `names`: the same facts as a plan's, for scripts. */
export interface NamesReport extends ReportBase {
  readonly kind: "NamesReport";
  readonly sets: readonly SetNames[];
  /** What `-o name` prints. */
  readonly only: NameKind;
}

export type NameKind = "pods" | "hostnames" | "dns" | "short" | "srv" | "service" | "claims";

export interface SetNames {
  readonly statefulSet: ObjectReference;
  readonly governingService: GoverningService;
  readonly serviceNames: PodNames;
  readonly pods: readonly PlannedPod[];
  readonly claims: readonly PlannedClaim[];
}

/** `graph`: which field refers to which. */
export interface GraphReport extends ReportBase {
  readonly kind: "GraphReport";
  readonly graph: RelationGraph;
}

/** Finished text, from commands whose answer is a text in itself (`explain`, `completion`). */
export interface TextReport extends ReportBase {
  readonly kind: "TextReport";
  /** Ends with one line break. */
  readonly text: string;
  /** The same for machines, in formats such as JSON. */
  readonly data?: JsonValue;
}
