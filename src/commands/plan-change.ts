import { effectOf } from "../diff/change-effect.ts";
import { cleanObject } from "../diff/clean-object.ts";
import { compareValues } from "../diff/compare-values.ts";
import type { ClusterState, PodRecord } from "../model/cluster.ts";
import type { JsonObject } from "../model/json.ts";
import { listAt, numberAt, textAt } from "../model/json-read.ts";
import type { ClassifiedChange } from "../model/object-diff.ts";
import type { FinalPod, Simulation, TraceEvent } from "../model/plan.ts";
import type { PlanChange, PlannedCommand, PodChange, PodFate, RevisionNote } from "../model/report.ts";
import type { Operation } from "../model/scenario.ts";
import { listKeys } from "../schema/list-keys.ts";
import { ordinalOf } from "../simulate/names.ts";

const GVK = "apps/v1 StatefulSet";

/** What was done to a set. */
export interface Done {
  readonly operations: readonly Operation[];
  /** The command of each operation. */
  readonly commands: readonly string[];
  readonly minor: number;
}

/** What a simulation did to the Pods of a set that was there before. */
export function planChange(before: ClusterState, simulation: Simulation, done: Done): PlanChange {
  const old = before.set;
  const next = simulation.state.set?.object;
  return {
    pods: podChanges(before, simulation, done),
    revisions: revisionNotes(before, simulation),
    serving: simulation.final.pods.filter(({ ready, terminating }) => ready && !terminating).map(({ name }) => name),
    fewestReady: next === undefined ? undefined : fewestReady(before, simulation),
    replicasBefore: numberAt(old?.object, "spec", "replicas") ?? 0,
    fields: old === undefined || next === undefined ? [] : fieldChanges(old.object, next, done.minor),
    commands: plannedCommands(simulation, done),
  };
}

/** Several operations of one command count once. */
function plannedCommands(simulation: Simulation, { commands, operations }: Done): PlannedCommand[] {
  return simulation.operations.flatMap(({ t, beforeStep }, index) => {
    const command = commands[index];
    return command === undefined || command === commands[index - 1]
      ? []
      : [{ command, operation: index, waited: operations[index]?.at === "settled", t, beforeStep }];
  });
}

function fieldChanges(old: JsonObject, next: JsonObject, minor: number): ClassifiedChange[] {
  const { changes } = compareValues(cleanObject(old), cleanObject(next), listKeys(GVK, minor), "different");
  return changes.map((change) => ({
    ...change,
    ...(effectOf("StatefulSet", change) ?? { effect: "none", because: "" }),
  }));
}

function fewestReady(before: ClusterState, { trace }: Simulation): number {
  return trace.reduce(
    (fewest, { status }) => Math.min(fewest, status?.readyReplicas ?? fewest),
    before.set?.status.readyReplicas ?? 0,
  );
}

function podChanges(before: ClusterState, simulation: Simulation, done: Done): PodChange[] {
  const old = new Map(ownPods(before).map((pod) => [pod.name, pod]));
  const now = new Map(simulation.final.pods.map((pod) => [pod.name, pod]));
  const made = new Set<string>();
  const touched = touchedPods(before, simulation, done);
  for (const { action, pod = "" } of simulation.steps) if (action === "create-pod") made.add(pod);
  const isHeldBack = new Set(simulation.heldBack.map(({ pod }) => pod));
  const names = [...new Set([...old.keys(), ...made])];
  return names
    .map((name): PodChange => {
      const [was, is] = [old.get(name), now.get(name)];
      const times = touched.get(name);
      return {
        name,
        ordinal: ordinalOf(name),
        before: was?.revision ?? null,
        after: is?.revision ?? null,
        fate: fateOf(was, is, { isMade: made.has(name), isHeldBack: isHeldBack.has(name), simulation }),
        downAt: times?.downAt ?? null,
        readyAt: times?.readyAt ?? null,
      };
    })
    .sort((a, b) => a.ordinal - b.ordinal);
}

/** The Pods that the set owns; of a set that is gone, all. */
function ownPods({ set, pods }: ClusterState): readonly PodRecord[] {
  return set === undefined ? pods : pods.filter(({ owner }) => owner === set.uid);
}

interface FateFacts {
  readonly isMade: boolean;
  readonly isHeldBack: boolean;
  readonly simulation: Simulation;
}

function fateOf(was: PodRecord | undefined, is: FinalPod | undefined, facts: FateFacts): PodFate {
  if (is === undefined) return "deleted";
  if (is.unowned === true) return "orphaned";
  if (is.terminating === true) return "leaving";
  if (was === undefined) return "created";
  const { set } = facts.simulation.state;
  const isOld = set !== undefined && is.revision !== set.status.updateRevision;
  if (isOld && facts.isHeldBack) return "held-back";
  if (facts.isMade) return "replaced";
  if (!isOld) return "stays";
  return textAt(set.object, "spec", "updateStrategy", "type") === "OnDelete" ? "by-hand" : "outdated";
}

interface Times {
  readonly downAt: number | null;
  readonly readyAt: number | null;
}

/** When each Pod was deleted for the last time, and when it was ready after that. */
function touchedPods(before: ClusterState, { trace }: Simulation, { operations }: Done): Map<string, Times> {
  const times = new Map<string, Times>();
  const owned = ownPods(before).map(({ name }) => name);
  for (const { t, events = [], syncs = [] } of trace) {
    for (const name of readyBy(events)) times.set(name, { downAt: times.get(name)?.downAt ?? null, readyAt: t });
    const done = events.flatMap(([kind, index]) => (kind === "op" ? (operations[index] ?? []) : []));
    const byHand = done.flatMap((operation) => deletedBy(operation, owned));
    const byController = syncs.flat().flatMap(([kind, name]) => (kind === "delete-pod" ? [name] : []));
    for (const name of [...byHand, ...byController]) times.set(name, { downAt: t, readyAt: null });
  }
  return times;
}

function readyBy(events: readonly TraceEvent[]): readonly string[] {
  return events.flatMap(([kind, name]) => (kind === "ready" ? [name] : []));
}

/** The Pods that an operation deletes. */
function deletedBy(operation: Operation, owned: readonly string[]): readonly string[] {
  if ("deletePod" in operation) return [operation.deletePod];
  return "deleteSet" in operation || "foregroundDeleteSet" in operation ? owned : [];
}

function revisionNotes(before: ClusterState, { state, final }: Simulation): RevisionNote[] {
  const used = new Set([...ownPods(before), ...final.pods].map(({ revision }) => revision));
  if (state.set !== undefined) used.add(state.set.status.updateRevision);
  const wanted = state.set?.status.updateRevision;
  const all = new Map([...before.revisions, ...state.revisions].map((revision) => [revision.name, revision]));
  return [...all.values()]
    .filter(({ name }) => used.has(name))
    .sort((a, b) => a.number - b.number)
    .map(({ name, data }) => ({ name, age: name === wanted ? "new" : "old", images: imagesOf(data) }));
}

function imagesOf(data: string): string[] {
  const containers = listAt(JSON.parse(data), "spec", "template", "spec", "containers");
  return containers.map((container) => `${textAt(container, "name")}=${textAt(container, "image")}`);
}
