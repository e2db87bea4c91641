import { labelsMeetAll } from "../kubernetes/label-selector.ts";
import { encodeJson } from "../model/encode-json.ts";
import type { LiveRevision } from "./cluster.ts";
import { isMemberOf, isTerminating, type LivePod } from "./live-pod.ts";
import { byName } from "./names.ts";
import type { Sync } from "./sync.ts";

/**
 * The set's revisions and the ownerless ones that match its selector, oldest first.
 * Mirrors: ListControllerRevisions and SortControllerRevisions, history v1.37.0
 */
export function listRevisions(sync: Sync): LiveRevision[] {
  const { selector, uid } = sync.workload;
  const found: LiveRevision[] = [];
  for (const revision of sync.cluster.revisions.values()) {
    if (revision.owner !== undefined && revision.owner !== uid) continue;
    if (labelsMeetAll(selector, revision.labels)) found.push(revision);
  }
  return found.sort((a, b) => a.number - b.number || a.createdAt - b.createdAt || byName(a, b));
}

/** Takes over the ownerless ones of the listed revisions. Mirrors: adoptOrphanRevisions, statefulset v1.37.0 */
export function adoptRevisions(sync: Sync, listed: readonly LiveRevision[]): void {
  if (sync.set.deleting) return;
  for (const revision of listed) {
    if (revision.owner !== undefined) continue;
    revision.owner = sync.workload.uid;
    // The patch that adopts it writes the object anew, and its data in canonical form.
    revision.data = encodeJson(JSON.parse(revision.data));
    sync.record("adopt-revision", revision.name, "orphan-revision");
  }
}

/**
 * Takes over ownerless Pods that match, lets go of own Pods that match no more. A terminating Pod is not taken over.
 * Mirrors: ClaimPods and ClaimObject, controller v1.37.0
 */
export function claimPods(sync: Sync): void {
  for (const pod of sync.cluster.unclaimed) {
    if (pod.owner === undefined) adopt(sync, pod);
    else if (pod.owner !== sync.workload.uid) sync.cluster.unclaimed.delete(pod);
    else if (isMemberOf(sync.workload, pod)) sync.cluster.claim(pod);
    else release(sync, pod);
  }
}

function adopt(sync: Sync, pod: LivePod): void {
  if (sync.set.deleting || isTerminating(pod) || !isMemberOf(sync.workload, pod)) return;
  pod.owner = sync.workload.uid;
  sync.adopted ??= new Set();
  sync.adopted.add(pod);
  sync.cluster.claim(pod);
  sync.record("adopt-pod", pod.name, "orphan-pod");
}

function release(sync: Sync, pod: LivePod): void {
  if (sync.set.deleting) return;
  sync.cluster.disown(pod);
  sync.record("release-pod", pod.name, "labels-differ");
}
