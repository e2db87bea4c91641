import type { OwnerReference, PodRecord, Uid } from "../model/cluster.ts";
import type { ClaimStore, LiveClaim } from "./claim-store.ts";
import { identityMatches, storageMatches } from "./live-pod.ts";
import type { Workload } from "./workload.ts";

/** The Pod as an owner of claims. A Pod that is about to be created has no UID yet. */
export interface PodIdentity {
  readonly name: string;
  readonly ordinal: number;
  readonly uid: Uid | undefined;
}

/**
 * A wanted Pod that has not ended needs a write or causes an error: label, volumes, claim owners, and for a Pending
 * Pod missing or terminating claims.
 */
export function replicaNeedsWork(claims: ClaimStore, workload: Workload, pod: PodRecord): boolean {
  if (!identityMatches(workload, pod) || !storageMatches(workload, pod)) return true;
  if (pod.phase === "Pending") {
    for (const name of claims.namesOf(workload.name, workload.claimTemplates, pod.ordinal)) {
      const claim = claims.get(name);
      if (claim === undefined || claim.due >= 0) return true;
    }
  }
  return !claimsFollowPolicy(claims, workload, pod);
}

/** Mirrors: ClaimsMatchRetentionPolicy, statefulset v1.37.0 */
export function claimsFollowPolicy(claims: ClaimStore, workload: Workload, pod: PodIdentity): boolean {
  if (!workload.ownsClaims) return true;
  for (const name of claims.namesOf(workload.name, workload.claimTemplates, pod.ordinal)) {
    const claim = claims.get(name);
    if (claim !== undefined && !isOwnerUpToDate(workload, claim, pod)) return false;
  }
  return true;
}

/**
 * A claim still belongs to a Pod of this name that is gone; the new Pod has to wait for its collection.
 * Mirrors: PodClaimIsStale, statefulset v1.37.0
 */
export function staleClaim(claims: ClaimStore, workload: Workload, pod: PodIdentity): LiveClaim | undefined {
  if (workload.whenScaled === "Retain") return undefined;
  for (const name of claims.namesOf(workload.name, workload.claimTemplates, pod.ordinal)) {
    const claim = claims.get(name);
    if (claim !== undefined && hasStaleReference(claim, isPodReference(pod), pod.uid)) return claim;
  }
  return undefined;
}

/** Mirrors: isClaimOwnerUpToDate, statefulset v1.37.0 */
export function isOwnerUpToDate(workload: Workload, claim: LiveClaim, pod: PodIdentity): boolean {
  const { owners } = claim;
  if (hasStaleReference(claim, isSetReference(workload), workload.uid)) return true;
  if (hasStaleReference(claim, isPodReference(pod), pod.uid)) return true;
  const ownedBySet = owners.some((owner) => owner.uid === workload.uid);
  const ownedByPod = owners.some((owner) => owner.uid === pod.uid);
  if (hasUnexpectedController(workload, claim, pod)) return !ownedBySet && !ownedByPod;
  if (owners.some((owner) => (owner.uid === workload.uid || owner.uid === pod.uid) && !owner.controller)) return false;
  const wanted = wantedOwner(workload, pod.ordinal);
  return ownedBySet === (wanted === "set") && ownedByPod === (wanted === "pod");
}

/** The owners that the claim must get. Mirrors: updateClaimOwnerRefForSetAndPod, statefulset v1.37.0 */
export function ownersByPolicy(workload: Workload, claim: LiveClaim, pod: PodIdentity): readonly OwnerReference[] {
  const isSet = isSetReference(workload);
  const isPod = isPodReference(pod);
  const others = claim.owners.filter((owner) => !isSet(owner) && !isPod(owner));
  if (hasUnexpectedController(workload, claim, pod)) return others;
  const wanted = wantedOwner(workload, pod.ordinal);
  if (wanted === "set" && !others.some((owner) => owner.uid === workload.uid)) others.push(workload.ownReference);
  if (wanted === "pod" && pod.uid !== undefined && !others.some((owner) => owner.uid === pod.uid)) {
    others.push({ apiVersion: "v1", kind: "Pod", name: pod.name, uid: pod.uid, controller: true });
  }
  return others;
}

function wantedOwner(workload: Workload, ordinal: number): "set" | "pod" | undefined {
  const scaledDown = ordinal < workload.start || ordinal >= workload.end;
  if (scaledDown && workload.whenScaled === "Delete") return "pod";
  return workload.whenDeleted === "Delete" ? "set" : undefined;
}

/** Somebody else manages the claim. Mirrors: hasUnexpectedController, statefulset v1.37.0 */
function hasUnexpectedController(workload: Workload, claim: LiveClaim, pod: PodIdentity): boolean {
  if (workload.whenScaled === "Retain" && workload.whenDeleted === "Retain") return false;
  const isSet = isSetReference(workload);
  const isPod = isPodReference(pod);
  return claim.owners.some((owner) => {
    if (isSet(owner)) return owner.uid !== workload.uid;
    if (isPod(owner)) return owner.uid !== pod.uid;
    return owner.controller;
  });
}

type ReferenceTest = (owner: OwnerReference) => boolean;

function isSetReference(workload: Workload): ReferenceTest {
  return (owner) => owner.apiVersion === "apps/v1" && owner.kind === "StatefulSet" && owner.name === workload.name;
}

function isPodReference(pod: PodIdentity): ReferenceTest {
  return (owner) => owner.apiVersion === "v1" && owner.kind === "Pod" && owner.name === pod.name;
}

function hasStaleReference(claim: LiveClaim, isReference: ReferenceTest, uid: Uid | undefined): boolean {
  const reference = claim.owners.find(isReference);
  return reference !== undefined && reference.uid !== uid;
}
