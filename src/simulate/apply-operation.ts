import { REVISION_LABEL } from "../kubernetes/pod-of-set.ts";
import type { PodPhase, Uid } from "../model/cluster.ts";
import type { JsonObject } from "../model/json.ts";
import { numberAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import type { Rejection } from "../model/plan.ts";
import type { OperationAction } from "../model/scenario.ts";
import type { Admission } from "./admission.ts";
import type { Cluster } from "./cluster.ts";
import { isTerminal, isTerminating, type LivePod, labelsOf } from "./live-pod.ts";
import { controllerOf, ownerReferencesOf } from "./owner-references.ts";
import { EMPTY_STATUS } from "./set-status.ts";
import { blueprintOf, CHANGE_CAUSE } from "./workload.ts";

/** What came of an operation: done, nothing to change, or refused by the API server. */
export type OperationResult = "done" | "no-effect" | Rejection;

/** Does to the cluster what somebody outside of it asks for. */
export function applyOperation(cluster: Cluster, admission: Admission, action: OperationAction): OperationResult {
  if ("apply" in action) return applySet(cluster, admission, action.apply);
  if ("deletePod" in action) return onPod(cluster, action.deletePod, (pod) => cluster.deletePod(pod));
  if ("forceDeletePod" in action) return onPod(cluster, action.forceDeletePod, (pod) => forceDelete(cluster, pod));
  if ("failPod" in action) return onPod(cluster, action.failPod, (pod) => end(cluster, pod, "Failed"));
  if ("succeedPod" in action) return onPod(cluster, action.succeedPod, (pod) => end(cluster, pod, "Succeeded"));
  if ("unreadyPod" in action) return onPod(cluster, action.unreadyPod, (pod) => unready(cluster, pod));
  if ("healPod" in action) return onPod(cluster, action.healPod, (pod) => heal(cluster, pod));
  if ("deleteClaim" in action) return deleteClaim(cluster, action.deleteClaim);
  if ("releaseClaim" in action) return releaseClaim(cluster, action.releaseClaim);
  if ("addPod" in action) return addPod(cluster, admission, action.addPod);
  if ("addClaim" in action) return addClaim(cluster, admission, action.addClaim);
  if ("addRevision" in action) return addRevision(cluster, action.addRevision);
  if ("relabelPod" in action) {
    const { name, labels } = action.relabelPod;
    return onPod(cluster, name, (pod) => relabel(cluster, pod, labels));
  }
  if ("orphanDeleteSet" in action) return orphanDeleteSet(cluster);
  return "foregroundDeleteSet" in action ? foregroundDeleteSet(cluster) : deleteSet(cluster);
}

function applySet(cluster: Cluster, admission: Admission, manifest: JsonObject): OperationResult {
  const { set } = cluster;
  if (set === undefined) {
    const { object, errors } = admission.createSet(manifest);
    if (errors.length > 0) return { rejected: errors };
    cluster.storeSet({ object, uid: cluster.newUid(), generation: 1, status: EMPTY_STATUS, deleting: false });
    return "done";
  }
  const { object, errors, generationChanged } = admission.updateSet(set.object, manifest);
  if (errors.length > 0) return { rejected: errors };
  cluster.storeSet({ ...set, object, generation: set.generation + Number(generationChanged) });
  return "done";
}

function onPod(cluster: Cluster, name: string, change: (pod: LivePod) => boolean): OperationResult {
  const pod = cluster.pods.get(name);
  return pod !== undefined && change(pod) ? "done" : "no-effect";
}

function forceDelete(cluster: Cluster, pod: LivePod): boolean {
  cluster.dropPod(pod);
  return true;
}

function end(cluster: Cluster, pod: LivePod, phase: PodPhase): boolean {
  if (isTerminal(pod)) return false;
  cluster.setPhase(pod, phase, false);
  return true;
}

function unready(cluster: Cluster, pod: LivePod): boolean {
  if (!pod.ready) return false;
  cluster.setPhase(pod, "Running", false);
  return true;
}

function heal(cluster: Cluster, pod: LivePod): boolean {
  if (isTerminal(pod) || isTerminating(pod) || pod.ready) return false;
  cluster.setPhase(pod, "Running", true);
  return true;
}

function relabel(cluster: Cluster, pod: LivePod, changes: Readonly<Record<string, string | null>>): boolean {
  const labels = labelsOf(pod);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete labels[key];
    else labels[key] = value;
  }
  cluster.setLabels(pod, labels, labels[REVISION_LABEL] ?? "");
  return true;
}

function deleteClaim(cluster: Cluster, name: string): OperationResult {
  const claim = cluster.claims.get(name);
  if (claim === undefined || claim.due >= 0) return "no-effect";
  cluster.terminateClaim(claim, cluster.t);
  return "done";
}

function releaseClaim(cluster: Cluster, name: string): OperationResult {
  const claim = cluster.claims.get(name);
  if (claim === undefined || claim.due < 0) return "no-effect";
  cluster.terminateClaim(claim, cluster.t);
  return "done";
}

function addPod(cluster: Cluster, admission: Admission, manifest: JsonObject): OperationResult {
  const name = textAt(manifest, "metadata", "name");
  if (cluster.pods.has(name)) return "no-effect";
  const { object, errors } = admission.createPod(manifest);
  if (errors.length > 0) return { rejected: errors };
  const labels = textMapAt(object, "metadata", "labels");
  const revision = labels[REVISION_LABEL] ?? "";
  const owner = controllerOf(object)?.uid;
  cluster.createPod({ name, blueprint: blueprintOf(object, "", []), labels, revision, owner });
  return "done";
}

function addClaim(cluster: Cluster, admission: Admission, manifest: JsonObject): OperationResult {
  const name = textAt(manifest, "metadata", "name");
  if (cluster.claims.get(name) !== undefined) return "no-effect";
  const { object, errors } = admission.createClaim(manifest);
  if (errors.length > 0) return { rejected: errors };
  cluster.createClaim(name, ownerReferencesOf(object));
  return "done";
}

function addRevision(cluster: Cluster, manifest: JsonObject): OperationResult {
  const name = textAt(manifest, "metadata", "name");
  if (cluster.revisions.has(name)) return "no-effect";
  cluster.revisions.set(name, {
    name,
    number: numberAt(manifest, "revision") ?? 0,
    data: JSON.stringify(valueAt(manifest, "data") ?? null),
    labels: textMapAt(manifest, "metadata", "labels"),
    createdAt: cluster.t,
    owner: controllerOf(manifest)?.uid,
    changeCause: textAt(manifest, "metadata", "annotations", CHANGE_CAUSE),
  });
  return "done";
}

/** Takes the set away and leaves what it owns without that owner. */
function orphanDeleteSet(cluster: Cluster): OperationResult {
  const uid = takeSet(cluster);
  if (uid === undefined) return "no-effect";
  for (const pod of cluster.pods.values()) {
    if (pod.owner === uid) pod.owner = undefined;
  }
  for (const claim of [...cluster.claims.ownedBy(uid)]) {
    const left = claim.owners.filter((owner) => owner.uid !== uid);
    cluster.setClaimOwners(claim, left);
  }
  for (const revision of cluster.revisions.values()) {
    if (revision.owner === uid) revision.owner = undefined;
  }
  return "done";
}

/** Takes the set away, deletes its Pods and revisions; its claims are collected by themselves. */
function deleteSet(cluster: Cluster): OperationResult {
  const uid = takeSet(cluster);
  if (uid === undefined) return "no-effect";
  for (const pod of [...cluster.pods.values()]) {
    if (pod.owner === uid) cluster.deletePod(pod);
  }
  for (const revision of [...cluster.revisions.values()]) {
    if (revision.owner === uid) cluster.revisions.delete(revision.name);
  }
  return "done";
}

/** Marks the set as deleting and deletes what it owns; the world takes it away when nothing is left. */
function foregroundDeleteSet(cluster: Cluster): OperationResult {
  const { set } = cluster;
  if (set === undefined || set.deleting) return "no-effect";
  cluster.storeSet({ ...set, deleting: true });
  for (const pod of [...cluster.pods.values()]) {
    if (pod.owner === set.uid) cluster.deletePod(pod);
  }
  const due = cluster.t + (cluster.environment.gcSeconds ?? 0);
  for (const claim of cluster.claims.ownedBy(set.uid)) {
    if (claim.due < 0) cluster.terminateClaim(claim, due);
  }
  return "done";
}

function takeSet(cluster: Cluster): Uid | undefined {
  const uid = cluster.set?.uid;
  cluster.dropSet();
  return uid;
}
