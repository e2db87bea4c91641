import { podName } from "../kubernetes/pod-of-set.ts";
import type { JsonValue } from "../model/json.ts";
import type { StepReason, Wait } from "../model/plan.ts";
import { hinderingOrdinals } from "./condemned.ts";
import type { OrdinalSet } from "./ordinal-set.ts";
import { currentRevisionBelow } from "./replica.ts";
import type { SetRevisions } from "./set-revisions.ts";
import type { Sync } from "./sync.ts";

const WAITS_SHOWN = 20;

/** Deletes Pods of other revisions than the update revision, from the top down to the partition. */
export function updateReplicas(sync: Sync, revisions: SetRevisions): void {
  const targets = new Targets(sync, revisions);
  if (!sync.isOn("MaxUnavailableStatefulSet")) updateOne(sync, targets);
  else if (sync.workload.isParallel && sync.version.behaviour.parallelUpdateDeletesBrokenFirst) {
    updateBrokenFirst(sync, targets);
  } else updateWithinBudget(sync, targets);
}

/**
 * What the update phase may delete. A slot that was empty when the sync began counts as a Pod of the revision that
 * it is filled with, not terminating and not available.
 */
class Targets {
  readonly lowest: number;
  private readonly sync: Sync;
  private readonly emptyOldBelow: number;

  constructor(sync: Sync, revisions: SetRevisions) {
    this.sync = sync;
    this.lowest = sync.workload.start + sync.workload.partition;
    this.emptyOldBelow = revisions.current.name === revisions.update.name ? 0 : currentRevisionBelow(sync);
  }

  /** The highest old one at or below `from` that the partition lets go; -1 at the end. */
  highest(old: OrdinalSet, from: number): number {
    const { missing } = this.sync.cluster.index;
    const at = Math.max(old.prev(from), missing.prev(Math.min(from, this.emptyOldBelow - 1)));
    return at < this.lowest ? -1 : at;
  }

  /** Some wanted Pod is old and not available, whatever the partition says. */
  hasBroken(): boolean {
    const { index } = this.sync.cluster;
    const { start, end } = this.sync.workload;
    const broken = index.oldBroken.next(start);
    const empty = index.missing.next(start);
    return (broken >= 0 && broken < end) || (empty >= 0 && empty < Math.min(end, this.emptyOldBelow));
  }

  delete(ordinal: number, reason: StepReason): void {
    const name = this.nameAt(ordinal);
    this.sync.deletePod(name, reason);
    this.sync.updateDeletions++;
    this.sync.halt("update-deleted", { on: name, until: "available" });
  }

  nameAt(ordinal: number): string {
    return this.sync.cluster.index.at(ordinal)?.name ?? podName(this.sync.workload.name, ordinal);
  }
}

/** One at a time: waits for any unavailable Pod above the next old one. */
function updateOne(sync: Sync, targets: Targets): void {
  const last = sync.workload.end - 1;
  const target = targets.highest(sync.cluster.index.old, last);
  const hindering = hinderingOrdinals(sync).prev(last);
  if (target >= 0 && target >= hindering) {
    targets.delete(target, "outdated-revision");
    return;
  }
  if (hindering >= targets.lowest) sync.halt("update-waits", waitFor(sync, targets.nameAt(hindering), hindering));
}

/** Mirrors: updateStatefulSetAfterInvariantEstablished, statefulset v1.36.3 (and for ordered sets v1.37.0) */
function updateWithinBudget(sync: Sync, targets: Targets): void {
  let budget = maxUnavailableOf(sync) - hinderingSlots(sync);
  if (budget <= 0) haltOnBudget(sync, targets);
  const { old } = sync.cluster.index;
  for (let at = sync.workload.end; budget > 0; budget--) {
    at = targets.highest(old, at - 1);
    if (at < 0) return;
    targets.delete(at, "outdated-revision");
  }
}

/**
 * All old Pods that are not available go first, outside the budget; what is left of the budget goes to others.
 * Mirrors: updateStatefulSetAfterInvariantEstablished, statefulset v1.37.0
 */
function updateBrokenFirst(sync: Sync, targets: Targets): void {
  let budget = maxUnavailableOf(sync) - hinderingSlots(sync);
  if (budget <= 0 && !targets.hasBroken()) {
    haltOnBudget(sync, targets);
    return;
  }
  const { old, oldBroken } = sync.cluster.index;
  const last = sync.workload.end - 1;
  for (let at = targets.highest(oldBroken, last); at >= 0; at = targets.highest(oldBroken, at - 1)) {
    targets.delete(at, "outdated-and-unavailable");
  }
  for (let at = old.prev(last); at >= targets.lowest && budget > 0; at = old.prev(at - 1)) {
    if (oldBroken.has(at)) continue;
    targets.delete(at, "outdated-revision");
    budget--;
  }
}

/** A percentage is of the wanted replicas, rounded down, and gives at least 1. */
function maxUnavailableOf(sync: Sync): number {
  return Math.max(1, scaled(sync.workload.maxUnavailable, sync.workload.replicas));
}

function scaled(value: JsonValue | undefined, total: number): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? Math.floor((Number.parseInt(value, 10) * total) / 100) : 1;
}

function hinderingSlots(sync: Sync): number {
  const { index } = sync.cluster;
  return sync.version.behaviour.updateWaitsFor === "not-available" ? index.unsettledSlots : index.unhealthySlots;
}

function haltOnBudget(sync: Sync, targets: Targets): void {
  if (targets.highest(sync.cluster.index.old, sync.workload.end - 1) < 0) return;
  const hindering = hinderingOrdinals(sync);
  const waits: Wait[] = [];
  let at = hindering.next(sync.workload.start);
  while (at >= 0 && at < sync.workload.end && waits.length < WAITS_SHOWN) {
    waits.push(waitFor(sync, targets.nameAt(at), at));
    at = hindering.next(at + 1);
  }
  sync.halt("budget-used", ...waits);
}

function waitFor(sync: Sync, name: string, ordinal: number): Wait {
  const pod = sync.cluster.index.at(ordinal);
  const until = pod === undefined || !pod.ready || pod.goneAt >= 0 ? "ready" : "available";
  return { on: name, until: pod !== undefined && pod.goneAt >= 0 ? "gone" : until };
}
