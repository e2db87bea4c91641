import { podName } from "../kubernetes/pod-of-set.ts";
import type { Blocker, HeldBackPod, Remedy, Stop, StopReason, WaitUntil } from "../model/plan.ts";
import type { Cluster } from "./cluster.ts";
import { isTerminating, type LivePod } from "./live-pod.ts";

const BLOCKERS_SHOWN = 20;

/** What helps against each kind of stop, when nothing else is known. */
const REMEDIES = {
  "nothing-to-do": "heal-or-delete-pod",
  "no-set": "wait",
  "set-deleting": "wait",
  error: "fix-the-template",
  "replica-terminal": "wait",
  "replica-created": "wait",
  "replica-terminating": "wait",
  "replica-not-ready": "heal-or-delete-pod",
  "replica-not-available": "heal-or-delete-pod",
  "stale-claim": "touch-the-set",
  "condemned-terminating": "wait",
  "condemned-not-ready": "delete-one-condemned-pod",
  "condemned-not-available": "delete-one-condemned-pod",
  "condemned-deleted": "wait",
  "recreate-old-pods": "wait",
  "on-delete": "delete-pod",
  "update-deleted": "wait",
  "update-waits": "heal-or-delete-pod",
  "budget-used": "heal-or-delete-pod",
} as const satisfies Record<StopReason, Remedy>;

/** What a settled but incomplete plan waits for, and what helps. */
export function blockersOf(cluster: Cluster, stop: Stop, error: string | undefined): Blocker[] {
  const message = error ?? "";
  if (stop.waits.length > 0) {
    return stop.waits.map((wait) => {
      const remedy = stop.reason === "error" ? remedyForError(message, wait.until) : remedyFor(cluster, stop, wait.on);
      return { ...wait, reason: stop.reason, remedy, message };
    });
  }
  const found = unsettledPods(cluster, stop.reason);
  if (found.length > 0 || message === "") return found;
  const on = cluster.workload?.name ?? "";
  return [{ on, until: "fixed", reason: stop.reason, remedy: "fix-the-template", message }];
}

/** The Pods that a partition keeps at an older revision. */
export function heldBackPods(cluster: Cluster): HeldBackPod[] {
  const { workload } = cluster;
  if (workload === undefined || workload.strategy !== "RollingUpdate") return [];
  const held: HeldBackPod[] = [];
  const end = Math.min(workload.end, workload.start + workload.partition);
  const { old } = cluster.index;
  for (let at = old.next(workload.start); at >= 0 && at < end; at = old.next(at + 1)) {
    const pod = cluster.index.at(at);
    if (pod !== undefined) held.push({ pod: pod.name, revision: pod.revision });
  }
  return held;
}

function remedyFor(cluster: Cluster, stop: Stop, on: string): Remedy {
  const remedy = REMEDIES[stop.reason];
  if (remedy !== "heal-or-delete-pod") return remedy;
  // An ordered set does not replace a broken Pod, whatever its template says now.
  const isOutdated = cluster.pods.get(on)?.revision !== cluster.set?.status.updateRevision;
  return isOutdated ? "delete-pod" : remedy;
}

function remedyForError(message: string, until: WaitUntil): Remedy {
  if (until === "deleted-by-hand") return "delete-pods-ascending";
  if (until === "fixed") return "fix-the-template";
  return message.includes("already exists") ? "free-the-name" : "touch-the-set";
}

/** Where no sync stopped at a Pod (a parallel set does not): all that are not as they should be. */
function unsettledPods(cluster: Cluster, reason: StopReason): Blocker[] {
  const { workload, index, set } = cluster;
  const found: Blocker[] = [];
  if (workload === undefined || set === undefined) return found;
  for (let at = index.unsettled.next(0); at >= 0 && found.length < BLOCKERS_SHOWN; at = index.unsettled.next(at + 1)) {
    const pod = index.at(at);
    const on = pod?.name ?? podName(workload.name, at);
    found.push({ on, until: untilOf(pod), reason, remedy: REMEDIES["nothing-to-do"], message: "" });
  }
  return found;
}

function untilOf(pod: LivePod | undefined): WaitUntil {
  if (pod === undefined || !pod.ready) return "ready";
  return isTerminating(pod) ? "gone" : "available";
}
