import type { TraceEvent } from "../model/plan.ts";
import type { BrokenRule } from "../model/scenario.ts";
import type { LiveClaim } from "./claim-store.ts";
import type { Cluster, Due } from "./cluster.ts";
import type { LivePod } from "./live-pod.ts";
import { byName } from "./names.ts";

/** The next moment at which the world does something by itself; undefined when it rests. Never before now. */
export function nextDue(cluster: Cluster): number | undefined {
  const { due, t, minReadySeconds } = cluster;
  if (mayForegroundDeletionEnd(cluster)) return t;
  for (const claim of cluster.orphanedClaims) {
    if (hasLostOwner(cluster, claim)) return t;
  }
  let next: number | undefined;
  for (let entry = due.peek(); entry !== undefined; entry = due.peek()) {
    if (stillHolds(cluster, entry.item, entry.at)) {
      next = Math.max(t, entry.at);
      break;
    }
    due.pop();
  }
  if (minReadySeconds > 0) {
    const readyAt = cluster.readyTimes.nextAfter(t - minReadySeconds);
    if (readyAt !== undefined) next = Math.min(next ?? Number.POSITIVE_INFINITY, readyAt + minReadySeconds);
  }
  return next;
}

/** Lets happen what is due at `cluster.t`: Pods vanish, claims are collected, Pods start, Pods become available. */
export function advance(cluster: Cluster): TraceEvent[] {
  const events: TraceEvent[] = [];
  const due = takeDue(cluster);
  for (const pod of due.gone.sort(byName)) {
    // A Pod that was to start at this very second stands in the queue twice.
    if (cluster.pods.get(pod.name) !== pod) continue;
    cluster.dropPod(pod);
    events.push(["gone", pod.name]);
  }
  // What a Pod no longer mounts may go now.
  if (due.gone.length > 0) due.claims.push(...takeDue(cluster).claims);
  if (due.claims.length > 0 || cluster.orphanedClaims.size > 0) collectClaims(cluster, due.claims, events);
  for (const pod of due.starting.sort(byName)) {
    const broken = isBroken(cluster.environment.broken, pod);
    cluster.setPhase(pod, "Running", !broken);
    events.push([broken ? "running" : "ready", pod.name]);
  }
  if (cluster.minReadySeconds > 0) announceAvailable(cluster, events);
  finishForegroundDeletion(cluster);
  return events;
}

/** A set in foreground deletion goes when no Pod and no claim is left that it owns; its revisions go with it. */
function finishForegroundDeletion(cluster: Cluster): void {
  const uid = cluster.set?.uid;
  if (!mayForegroundDeletionEnd(cluster)) return;
  for (const revision of [...cluster.revisions.values()]) {
    if (revision.owner === uid) cluster.revisions.delete(revision.name);
  }
  cluster.dropSet();
}

function mayForegroundDeletionEnd(cluster: Cluster): boolean {
  const { set } = cluster;
  if (set?.deleting !== true || cluster.claims.owns(set.uid)) return false;
  for (const pod of cluster.pods.values()) if (pod.owner === set.uid) return false;
  return true;
}

function announceAvailable(cluster: Cluster, events: TraceEvent[]): void {
  const pods = Array.from(cluster.readyTimes.at(cluster.t - cluster.minReadySeconds)).sort(byName);
  for (const pod of pods) {
    cluster.index.touch(pod.ordinal);
    events.push(["available", pod.name]);
  }
}

interface DueNow {
  readonly gone: LivePod[];
  readonly starting: LivePod[];
  readonly claims: LiveClaim[];
}

/** Takes off the queue what is due now. */
function takeDue(cluster: Cluster): DueNow {
  const found: DueNow = { gone: [], starting: [], claims: [] };
  for (let entry = cluster.due.peek(); entry !== undefined && entry.at <= cluster.t; entry = cluster.due.peek()) {
    cluster.due.pop();
    const { item } = entry;
    if (!stillHolds(cluster, item, entry.at)) continue;
    if (!isPod(item)) found.claims.push(item);
    else if (item.goneAt >= 0) found.gone.push(item);
    else found.starting.push(item);
  }
  return found;
}

/**
 * The garbage collector and the protection of mounted claims: a claim whose owners are all gone begins to terminate,
 * and a terminating one vanishes when it is due and nothing mounts it.
 */
function collectClaims(cluster: Cluster, due: readonly LiveClaim[], events: TraceEvent[]): void {
  const claims = new Set(due);
  const orphaned = new Set<LiveClaim>();
  for (const claim of cluster.orphanedClaims) {
    if (hasLostOwner(cluster, claim)) orphaned.add(claim);
  }
  cluster.orphanedClaims.clear();
  for (const claim of orphaned) claims.add(claim);
  for (const claim of [...claims].sort(byName)) {
    const marked = orphaned.has(claim) && dropLostOwners(cluster, claim);
    if (claim.due >= 0 && claim.due <= cluster.t && !cluster.claims.isMounted(claim)) {
      cluster.dropClaim(claim);
      events.push(["claim-gone", claim.name]);
    } else if (marked) {
      events.push(["claim-terminating", claim.name]);
    }
  }
}

/** True if the claim begins to terminate because no owner is left. */
function dropLostOwners(cluster: Cluster, claim: LiveClaim): boolean {
  const left = claim.owners.filter((owner) => !isLost(cluster, owner.kind, owner.uid));
  if (left.length === 0) {
    cluster.terminateClaim(claim, cluster.t + (cluster.environment.gcSeconds ?? 0));
    return true;
  }
  cluster.setClaimOwners(claim, left);
  cluster.orphanedClaims.delete(claim);
  return false;
}

function hasLostOwner(cluster: Cluster, claim: LiveClaim): boolean {
  if (claim.due >= 0 || cluster.claims.get(claim.name) !== claim) return false;
  return claim.owners.some((owner) => isLost(cluster, owner.kind, owner.uid));
}

function isLost(cluster: Cluster, kind: string, uid: string | number): boolean {
  return (kind === "StatefulSet" || kind === "Pod") && !cluster.exists(uid);
}

function stillHolds(cluster: Cluster, item: Due, at: number): boolean {
  if (isPod(item)) return cluster.pods.get(item.name) === item && (item.goneAt === at || item.startAt === at);
  if (cluster.claims.get(item.name) !== item || item.due !== at) return false;
  return at > cluster.t || !cluster.claims.isMounted(item);
}

function isPod(item: Due): item is LivePod {
  return "blueprint" in item;
}

function isBroken(rules: readonly BrokenRule[] | undefined, pod: LivePod): boolean {
  if (rules === undefined) return false;
  return rules.some(
    (rule) =>
      (rule.pod === undefined || rule.pod === "" || rule.pod === pod.name) &&
      (rule.image === undefined || rule.image === "" || rule.image === pod.blueprint.image) &&
      (rule.revision === undefined || pod.revision === rule.revision || pod.revision.endsWith(`-${rule.revision}`)),
  );
}
