import { fixCondemnedClaims, processCondemned } from "./condemned.ts";
import { adoptRevisions, claimPods, listRevisions } from "./ownership.ts";
import { recreate } from "./recreate.ts";
import { processReplica } from "./replica.ts";
import { updateReplicas } from "./rolling-update.ts";
import { resolveRevisions, type SetRevisions, truncateHistory } from "./set-revisions.ts";
import { writeStatus } from "./set-status.ts";
import type { Sync } from "./sync.ts";

const MAX_BATCH = 500;

/** `changed`: it woke itself. `again`: and another run would find something else than this one did. */
export interface SyncEffect {
  readonly changed: boolean;
  readonly again: boolean;
}

/** Runs the controller once over its set. Mirrors: sync, statefulset v1.37.0 */
export function runSync(sync: Sync): SyncEffect {
  const listed = listRevisions(sync);
  adoptRevisions(sync, listed);
  claimPods(sync);
  const revisions = resolveRevisions(sync, listed);
  sync.cluster.index.refresh(sync.workload, revisions.update.name, sync.cluster.t);
  const wroteStatus = updateSet(sync, revisions) && writeStatus(sync, revisions);
  truncateHistory(sync, revisions);
  const wroteObjects = sync.writes.some((write) => write.changed);
  return {
    changed: wroteStatus || wroteObjects,
    again: wroteObjects || (wroteStatus && readsItsStatus(sync)),
  };
}

/**
 * Whether the status that a sync wrote is more than a report to it: what it does next depends on the current revision,
 * on `currentReplicas` for a set without a `rollingUpdate` block, and on the condition of the Recreate strategy.
 */
function readsItsStatus(sync: Sync): boolean {
  const { workload, set, cluster, errors } = sync;
  if (errors.length > 0 || sync.writes.length > 0) return true;
  if (!workload.hasBlock && workload.strategy !== "OnDelete") return true;
  return cluster.set?.status.currentRevision !== set.status.currentRevision;
}

/** The phases; false when the sync ends without a status. Mirrors: updateStatefulSet, statefulset v1.37.0 */
function updateSet(sync: Sync, revisions: SetRevisions): boolean {
  const { strategy } = sync.workload;
  if (strategy === "Recreate" && !sync.isOn("StatefulSetRecreateStrategy")) {
    const { namespace, name } = sync.workload;
    sync.errors.push(
      `statefulset ${namespace}/${name} uses Recreate strategy but feature gate StatefulSetRecreateStrategy is disabled`,
    );
    sync.halt("error");
    return false;
  }
  if (sync.set.deleting) return sync.halt("set-deleting");
  if (strategy === "Recreate" && recreate(sync, revisions)) return true;
  if (processReplicas(sync, revisions)) return true;
  fixCondemnedClaims(sync);
  if (processCondemned(sync)) return true;
  if (strategy === "OnDelete") haltOnDelete(sync, revisions);
  if (strategy === "RollingUpdate") updateReplicas(sync, revisions);
  return true;
}

/** True when the sync has to stop here. */
function processReplicas(sync: Sync, revisions: SetRevisions): boolean {
  return sync.workload.isParallel ? processAll(sync, revisions) : processInOrder(sync, revisions);
}

/** Ascending, up to the first Pod that is not as it should be. */
function processInOrder(sync: Sync, revisions: SetRevisions): boolean {
  const { acting, unsettled } = sync.cluster.index;
  const { start, end } = sync.workload;
  for (let at = start - 1; ; ) {
    at = lower(acting.next(at + 1), unsettled.next(at + 1));
    if (at < 0 || at >= end) return false;
    if (processReplica(sync, revisions, at)) return true;
  }
}

/** All of them, in batches of 1, 2, 4 … An error lets its own batch finish and no other begin. */
function processAll(sync: Sync, revisions: SetRevisions): boolean {
  const { acting, missing } = sync.cluster.index;
  let { end } = sync.workload;
  for (let at = sync.workload.start - 1; ; ) {
    at = lower(acting.next(at + 1), missing.next(at + 1));
    if (at < 0 || at >= end) return sync.errors.length > 0;
    const hadErrors = sync.errors.length > 0;
    processReplica(sync, revisions, at);
    if (!hadErrors && sync.errors.length > 0) end = Math.min(end, endOfBatch(sync.workload.start, at));
  }
}

/** The first ordinal after the batch that this one is in. Mirrors: slowStartBatch, statefulset v1.37.0 */
function endOfBatch(start: number, ordinal: number): number {
  let end = start;
  for (let size = 1; ; size = Math.min(2 * size, MAX_BATCH)) {
    end += size;
    if (ordinal < end) return end;
  }
}

function haltOnDelete(sync: Sync, revisions: SetRevisions): void {
  const { old } = sync.cluster.index;
  const at = old.next(sync.workload.start);
  const pod = sync.cluster.index.at(at);
  if (revisions.current.name === revisions.update.name || pod === undefined) return;
  sync.halt("on-delete", { on: pod.name, until: "deleted-by-hand" });
}

/** The smaller of two, of which -1 means none. */
function lower(a: number, b: number): number {
  if (a < 0) return b;
  return b < 0 ? a : Math.min(a, b);
}
