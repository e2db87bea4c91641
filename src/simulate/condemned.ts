import { isAvailable, isTerminating } from "./live-pod.ts";
import type { OrdinalSet } from "./ordinal-set.ts";
import { updateClaimOwners } from "./replica.ts";
import type { Sync } from "./sync.ts";

/** The ordinals whose Pods hold back updates and scale-downs. */
export function hinderingOrdinals(sync: Sync): OrdinalSet {
  const { index } = sync.cluster;
  return sync.version.behaviour.updateWaitsFor === "not-available" ? index.unsettled : index.unhealthy;
}

/** Claims of Pods outside the wanted range get the owners that the policy asks for; highest ordinal first. */
export function fixCondemnedClaims(sync: Sync): void {
  const { index } = sync.cluster;
  for (const ordinal of unwanted(sync, index.acting)) {
    const pod = index.at(ordinal);
    if (pod !== undefined) updateClaimOwners(sync, pod);
  }
}

/**
 * Deletes Pods outside the wanted range: one at a time from the top in an ordered set, all at once in a parallel one.
 * True when an ordered set has to stop here. Mirrors: processCondemned, statefulset v1.37.0
 */
export function processCondemned(sync: Sync): boolean {
  if (!sync.workload.isParallel) return processHighestCondemned(sync);
  const { index } = sync.cluster;
  for (const ordinal of unwanted(sync, index.living)) {
    const pod = index.at(ordinal);
    if (pod !== undefined) sync.deletePod(pod.name, "scale-down");
  }
  return false;
}

function processHighestCondemned(sync: Sync): boolean {
  const { index, t } = sync.cluster;
  const ordinal = Math.max(highestUnwanted(sync, index.living), highestUnwanted(sync, index.dying));
  const pod = index.at(ordinal);
  if (pod === undefined) return false;
  if (isTerminating(pod)) return sync.halt("condemned-terminating", { on: pod.name, until: "gone" });
  if (ordinal !== firstUnavailable(sync)) {
    if (!pod.ready) return sync.halt("condemned-not-ready", { on: pod.name, until: "ready" });
    if (!isAvailable(pod, sync.workload.minReadySeconds, t)) {
      return sync.halt("condemned-not-available", { on: pod.name, until: "available" });
    }
  }
  sync.deletePod(pod.name, "scale-down");
  return sync.halt("condemned-deleted", { on: pod.name, until: "gone" });
}

/** The lowest wanted ordinal that is unavailable, else the lowest unwanted one; -1 when all are fine. */
function firstUnavailable(sync: Sync): number {
  const hindering = hinderingOrdinals(sync);
  const slot = hindering.next(sync.workload.start);
  return slot >= 0 && slot < sync.workload.end ? slot : hindering.next(0);
}

function highestUnwanted(sync: Sync, ordinals: OrdinalSet): number {
  const above = ordinals.prev(0xffffffff);
  return above >= sync.workload.end ? above : ordinals.prev(sync.workload.start - 1);
}

/** The members outside the wanted range, from the top. */
function* unwanted(sync: Sync, ordinals: OrdinalSet): Iterable<number> {
  const { start, end } = sync.workload;
  for (let at = ordinals.prev(0xffffffff); at >= Math.max(end, 0); at = ordinals.prev(at - 1)) yield at;
  for (let at = ordinals.prev(start - 1); at >= 0; at = ordinals.prev(at - 1)) yield at;
}
