import { REVISION_LABEL } from "../kubernetes/pod-of-set.ts";
import type {
  ClaimRecord,
  ClusterState,
  PodPhase,
  PodRecord,
  ProgressingCondition,
  RevisionRecord,
  SetRecord,
  SetStatus,
} from "../model/cluster.ts";
import { encodeJson } from "../model/encode-json.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import type { Environment } from "../model/scenario.ts";
import { ordinalOf } from "./names.ts";
import { controllerOf, ownerReferencesOf } from "./owner-references.ts";
import { healthOf } from "./pod-health.ts";
import { secondsOf } from "./timestamp.ts";
import { blueprintOf, CHANGE_CAUSE } from "./workload.ts";

const CLAIM_PROTECTION = "kubernetes.io/pvc-protection";
/** Of Pods and claims that are terminating and cannot go by themselves. */
const NEVER = Number.POSITIVE_INFINITY;

/** The objects of one namespace, as a dump of a cluster has them. `set` is the one that the plan is about, if it is there. */
export interface DumpedObjects {
  readonly set: JsonObject | undefined;
  readonly pods: readonly JsonObject[];
  readonly claims: readonly JsonObject[];
  readonly revisions: readonly JsonObject[];
}

/**
 * The cluster as a dump shows it. Second 0 is the latest time that the dump mentions or must have passed. Pending Pods will start and
 * terminating ones vanish in the environment's time, unless the dump says why they cannot; a Pod that runs and is not
 * ready is taken to stay so.
 */
export function stateFromObjects(dump: DumpedObjects, environment: Environment): ClusterState {
  const now = Math.max(latestTime(dump), availableSince(dump));
  return {
    t: 0,
    set: dump.set && setRecord(dump.set),
    pods: dump.pods.map((pod) => podRecord(pod, now, environment)),
    claims: dump.claims.filter((claim) => !isOfOtherSet(claim, dump.set)).map(claimRecord),
    revisions: dump.revisions.map((revision) => revisionRecord(revision, now)),
  };
}

/** A claim that another set of the namespace manages: that set is not part of the state, but it is not gone. */
function isOfOtherSet(claim: JsonObject, set: JsonObject | undefined): boolean {
  const name = textAt(set, "metadata", "name");
  return (
    set !== undefined && ownerReferencesOf(claim).some((owner) => owner.kind === "StatefulSet" && owner.name !== name)
  );
}

function setRecord(object: JsonObject): SetRecord {
  const { status: _, ...stored } = object;
  return {
    object: stored,
    uid: textAt(object, "metadata", "uid"),
    generation: numberAt(object, "metadata", "generation") ?? 1,
    status: statusOf(objectAt(object, "status")),
    deleting: textAt(object, "metadata", "deletionTimestamp") !== "",
  };
}

function statusOf(status: JsonObject): SetStatus {
  return {
    observedGeneration: numberAt(status, "observedGeneration") ?? 0,
    replicas: numberAt(status, "replicas") ?? 0,
    readyReplicas: numberAt(status, "readyReplicas") ?? 0,
    availableReplicas: numberAt(status, "availableReplicas") ?? 0,
    currentReplicas: numberAt(status, "currentReplicas") ?? 0,
    updatedReplicas: numberAt(status, "updatedReplicas") ?? 0,
    currentRevision: textAt(status, "currentRevision"),
    updateRevision: textAt(status, "updateRevision"),
    collisionCount: numberAt(status, "collisionCount") ?? 0,
    progressing: progressingOf(status),
  };
}

function progressingOf(status: JsonObject): ProgressingCondition | undefined {
  const condition = conditionOf(status, "Progressing");
  if (condition === undefined) return undefined;
  return {
    status: textAt(condition, "status") === "True" ? "True" : "False",
    reason: textAt(condition, "reason"),
    message: textAt(condition, "message"),
  };
}

function podRecord(pod: JsonObject, now: number, environment: Environment): PodRecord {
  const name = textAt(pod, "metadata", "name");
  const ordinal = ordinalOf(name);
  const own = environment.perPod?.[String(ordinal)];
  const labels = textMapAt(pod, "metadata", "labels");
  const ready = conditionOf(objectAt(pod, "status"), "Ready");
  const isReady = textAt(ready, "status") === "True";
  const isTerminating = textAt(pod, "metadata", "deletionTimestamp") !== "";
  const phase = phaseOf(textAt(pod, "status", "phase"));
  const { condition } = healthOf(pod);
  const starts = condition === "starting";
  const leavesAfter = condition === "held" ? NEVER : (own?.terminateSeconds ?? environment.terminateSeconds);
  return {
    name,
    ordinal,
    uid: textAt(pod, "metadata", "uid"),
    blueprint: blueprintOf(pod, "", []),
    labels,
    revision: labels[REVISION_LABEL] ?? "",
    phase,
    ready: isReady && phase === "Running",
    readyAt: isReady ? (secondsOf(textAt(ready, "lastTransitionTime")) ?? now) - now : -1,
    startAt: starts ? (own?.startSeconds ?? environment.startSeconds) : -1,
    goneAt: isTerminating ? leavesAfter : -1,
    owner: controllerOf(pod)?.uid,
  };
}

function claimRecord(claim: JsonObject): ClaimRecord {
  const name = textAt(claim, "metadata", "name");
  const isTerminating = textAt(claim, "metadata", "deletionTimestamp") !== "";
  return { name, ordinal: ordinalOf(name), owners: ownerReferencesOf(claim), due: isTerminating ? dueOf(claim) : -1 };
}

/** The protection of mounted claims ends by itself; other finalizers hold a claim until somebody takes them off. */
function dueOf(claim: JsonObject): number {
  return listAt(claim, "metadata", "finalizers").every((finalizer) => finalizer === CLAIM_PROTECTION) ? 0 : NEVER;
}

function revisionRecord(revision: JsonObject, now: number): RevisionRecord {
  const createdAt = secondsOf(textAt(revision, "metadata", "creationTimestamp"));
  return {
    name: textAt(revision, "metadata", "name"),
    number: numberAt(revision, "revision") ?? 0,
    data: encodeJson(valueAt(revision, "data") ?? null),
    labels: textMapAt(revision, "metadata", "labels"),
    createdAt: (createdAt ?? now) - now,
    owner: controllerOf(revision)?.uid,
    changeCause: textAt(revision, "metadata", "annotations", CHANGE_CAUSE),
  };
}

function conditionOf(status: JsonObject, type: string): JsonValue | undefined {
  return listAt(status, "conditions").find((condition) => textAt(condition, "type") === type);
}

function phaseOf(text: string): PodPhase {
  return text === "Running" || text === "Failed" || text === "Succeeded" ? text : "Pending";
}

/**
 * When as many Pods as the status counts had been ready for `minReadySeconds`: the dump is no older. Without this, a
 * set that has been at rest for hours would seem to have become ready just now.
 */
function availableSince({ set, pods }: DumpedObjects): number {
  const minReadySeconds = numberAt(set, "spec", "minReadySeconds") ?? 0;
  const available = numberAt(set, "status", "availableReplicas") ?? 0;
  const uid = textAt(set, "metadata", "uid");
  if (minReadySeconds === 0 || available === 0 || uid === "") return 0;
  const ready = pods
    .filter((pod) => controllerOf(pod)?.uid === uid)
    .map((pod) => conditionOf(objectAt(pod, "status"), "Ready"))
    .filter((condition) => textAt(condition, "status") === "True")
    .map((condition) => secondsOf(textAt(condition, "lastTransitionTime")) ?? 0)
    .sort((a, b) => a - b);
  const last = ready[available - 1];
  return last === undefined ? 0 : last + minReadySeconds;
}

function latestTime(dump: DumpedObjects): number {
  let latest = 0;
  const look = (text: string): void => {
    latest = Math.max(latest, secondsOf(text) ?? 0);
  };
  for (const object of [...(dump.set ? [dump.set] : []), ...dump.pods, ...dump.claims, ...dump.revisions]) {
    look(textAt(object, "metadata", "creationTimestamp"));
    for (const condition of listAt(object, "status", "conditions")) look(textAt(condition, "lastTransitionTime"));
  }
  return latest;
}
