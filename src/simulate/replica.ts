import { POD_INDEX_LABEL, POD_NAME_LABEL, podName } from "../kubernetes/pod-of-set.ts";
import { claimsFollowPolicy, isOwnerUpToDate, ownersByPolicy, type PodIdentity, staleClaim } from "./claim-policy.ts";
import type { LiveRevision } from "./cluster.ts";
import {
  identityMatches,
  isAvailable,
  isTerminal,
  isTerminating,
  type LivePod,
  labelsOf,
  storageMatches,
} from "./live-pod.ts";
import type { SetRevisions } from "./set-revisions.ts";
import type { Sync } from "./sync.ts";

const POD_UPDATE_REFUSED =
  "spec: Forbidden: pod updates may not change fields other than " +
  "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`," +
  "`spec.tolerations` (only additions to existing tolerations)," +
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

/** Below this ordinal an empty slot is filled at the current revision, from there on at the update revision. */
export function currentRevisionBelow(sync: Sync): number {
  const { workload } = sync;
  if (workload.hasBlock) return workload.start + workload.partition;
  if (workload.strategy === "RollingUpdate") return workload.start + sync.set.status.currentReplicas;
  return workload.start;
}

/**
 * Brings one wanted ordinal closer to what it should be. True when an ordered set has to stop here.
 * Mirrors: processReplica, statefulset v1.37.0
 */
export function processReplica(sync: Sync, revisions: SetRevisions, ordinal: number): boolean {
  const pod = sync.cluster.index.at(ordinal);
  if (pod === undefined) {
    const atCurrent = ordinal < currentRevisionBelow(sync);
    return createReplica(sync, ordinal, atCurrent ? revisions.current : revisions.update);
  }
  if (isTerminal(pod)) {
    if (!isTerminating(pod)) sync.deletePod(pod.name, pod.phase === "Failed" ? "failed-pod" : "succeeded-pod");
    return sync.halt("replica-terminal", { on: pod.name, until: "gone" });
  }
  if (pod.phase === "Pending" && !createMissingClaims(sync, pod)) return true;
  if (!sync.workload.isParallel && haltUntilSettled(sync, pod)) return true;
  if (isInOrder(sync, pod)) return false;
  return !updateReplica(sync, pod);
}

/** Gives the claims of a Pod the owners that the retention policy asks for. */
export function updateClaimOwners(sync: Sync, pod: PodIdentity): void {
  if (!sync.workload.ownsClaims) return;
  for (const name of claimNames(sync, pod.ordinal)) {
    const claim = sync.cluster.claims.get(name);
    if (claim === undefined || isOwnerUpToDate(sync.workload, claim, pod)) continue;
    const owners = ownersByPolicy(sync.workload, claim, pod);
    const changed = owners.length !== claim.owners.length || owners.some((owner, at) => owner !== claim.owners[at]);
    sync.cluster.setClaimOwners(claim, owners);
    const kinds = owners.map((owner) => owner.kind);
    sync.record("update-claim", name, "retention-policy", kinds, changed);
  }
}

function haltUntilSettled(sync: Sync, pod: LivePod): boolean {
  if (isTerminating(pod)) return sync.halt("replica-terminating", { on: pod.name, until: "gone" });
  if (!pod.ready) return sync.halt("replica-not-ready", { on: pod.name, until: "ready" });
  if (isAvailable(pod, sync.workload.minReadySeconds, sync.cluster.t)) return false;
  return sync.halt("replica-not-available", { on: pod.name, until: "available" });
}

/** Mirrors: CreateStatefulPod, statefulset v1.37.0 */
function createReplica(sync: Sync, ordinal: number, revision: LiveRevision): boolean {
  const { cluster, workload, templates } = sync;
  const name = podName(workload.name, ordinal);
  const unborn: PodIdentity = { name, ordinal, uid: undefined };
  const stale = workload.ownsClaims ? staleClaim(cluster.claims, workload, unborn) : undefined;
  if (stale !== undefined) return sync.halt("stale-claim", { on: stale.name, until: "collected" });
  if (!createClaims(sync, ordinal)) return true;
  if (cluster.pods.has(name)) {
    sync.errors.push(`pods "${name}" already exists`);
    return sync.halt("error", { on: name, until: "gone" });
  }
  const refusal = templates.podRefusal(workload, revision.data, revision.name, ordinal);
  if (refusal === undefined) {
    const blueprint = templates.blueprint(workload, revision.data);
    cluster.createPod({ name, blueprint, revision: revision.name, owner: workload.uid });
    sync.record("create-pod", name, "missing-replica", [revision.name]);
  }
  updateClaimOwners(sync, unborn);
  if (refusal !== undefined) {
    sync.errors.push(refusal);
    return sync.halt("error", { on: name, until: "fixed" });
  }
  return workload.isParallel ? false : sync.halt("replica-created", { on: name, until: "available" });
}

/** Mirrors: createMissingPersistentVolumeClaims, statefulset v1.37.0 */
function createMissingClaims(sync: Sync, pod: LivePod): boolean {
  if (!createClaims(sync, pod.ordinal)) return false;
  updateClaimOwners(sync, pod);
  return true;
}

/** Creates the missing claims of an ordinal; false when one of them cannot be had now. */
function createClaims(sync: Sync, ordinal: number): boolean {
  const errorsBefore = sync.errors.length;
  const names = claimNames(sync, ordinal);
  for (const [at, name] of names.entries()) {
    const claim = sync.cluster.claims.get(name);
    if (claim === undefined) {
      createClaim(sync, sync.workload.claimTemplates[at] ?? "", name, ordinal);
    } else if (claim.due >= 0) {
      sync.errors.push(`pvc ${name} is being deleted`);
      sync.halt("error", { on: name, until: "gone" });
    }
  }
  return sync.errors.length === errorsBefore;
}

function claimNames(sync: Sync, ordinal: number): readonly string[] {
  const { name, claimTemplates } = sync.workload;
  return sync.cluster.claims.namesOf(name, claimTemplates, ordinal);
}

function createClaim(sync: Sync, template: string, name: string, ordinal: number): void {
  const refusal = sync.templates.claimRefusal(sync.workload, template, ordinal);
  if (refusal !== undefined) {
    sync.errors.push(`failed to create PVC ${name}: ${refusal}`);
    sync.halt("error", { on: name, until: "fixed" });
    return;
  }
  sync.cluster.createClaim(name);
  sync.record("create-claim", name, "claim-missing");
}

function isInOrder(sync: Sync, pod: LivePod): boolean {
  return identityMatches(sync.workload, pod) && storageMatches(sync.workload, pod) && areClaimsInOrder(sync, pod);
}

function areClaimsInOrder(sync: Sync, pod: LivePod): boolean {
  return claimsFollowPolicy(sync.cluster.claims, sync.workload, pod);
}

/**
 * Repairs label, volumes and claim owners of a Pod; false after an error. The first attempt on a Pod that was adopted
 * in this sync meets a conflict, and the second looks again. Mirrors: UpdateStatefulPod, statefulset v1.37.0
 */
function updateReplica(sync: Sync, pod: LivePod): boolean {
  for (let isOutdated = sync.adopted?.has(pod) === true; ; isOutdated = false) {
    const hasIdentity = identityMatches(sync.workload, pod);
    const hasStorage = storageMatches(sync.workload, pod);
    if (!hasStorage && !createClaims(sync, pod.ordinal)) return false;
    const hasClaims = areClaimsInOrder(sync, pod);
    if (!hasClaims) updateClaimOwners(sync, pod);
    if (hasIdentity && hasStorage && hasClaims) return true;
    if (!isOutdated) return writePod(sync, pod, hasIdentity, hasStorage);
  }
}

function writePod(sync: Sync, pod: LivePod, hasIdentity: boolean, hasStorage: boolean): boolean {
  const name = podName(sync.workload.name, pod.ordinal);
  if (name !== pod.name) return writeUnderOtherName(sync, name);
  if (!hasStorage) {
    sync.errors.push(`Pod "${name}" is invalid: ${POD_UPDATE_REFUSED}`);
    sync.halt("error", { on: name, until: "deleted-by-hand" });
    return false;
  }
  if (!hasIdentity) {
    const labels = { ...labelsOf(pod), [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: String(pod.ordinal) };
    sync.cluster.setLabels(pod, labels, pod.revision);
  }
  sync.record("update-pod", name, hasIdentity ? "retention-policy" : "identity-repair", [], !hasIdentity);
  return true;
}

/** A Pod such as `web-007` is written as `web-7`: not found, or (after a conflict) found in order. */
function writeUnderOtherName(sync: Sync, name: string): boolean {
  if (sync.cluster.pods.has(name)) return true;
  sync.errors.push(`pods "${name}" not found`);
  sync.halt("error", { on: name, until: "fixed" });
  return false;
}
