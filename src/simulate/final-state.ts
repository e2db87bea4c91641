import type { SetStatus } from "../model/cluster.ts";
import type { FinalClaim, FinalPod, FinalState, OutcomeKind, TraceStatus } from "../model/plan.ts";
import type { LiveClaim } from "./claim-store.ts";
import type { Cluster } from "./cluster.ts";
import { isAvailable, isTerminating, type LivePod } from "./live-pod.ts";
import { byName } from "./names.ts";

/** The stored status as the traces show it. */
export function traceStatusOf(status: SetStatus): TraceStatus {
  const { collisionCount, progressing } = status;
  const counts = {
    replicas: status.replicas,
    readyReplicas: status.readyReplicas,
    availableReplicas: status.availableReplicas,
    currentReplicas: status.currentReplicas,
    updatedReplicas: status.updatedReplicas,
    currentRevision: status.currentRevision,
    updateRevision: status.updateRevision,
  };
  if (collisionCount === 0 && progressing === undefined) return counts;
  return {
    ...counts,
    ...(collisionCount === 0 ? {} : { collisionCount }),
    ...(progressing === undefined ? {} : { progressing: `${progressing.status} ${progressing.reason}` }),
  };
}

/** Whether the settled cluster is what the set asks for. */
export function outcomeOf(cluster: Cluster, hasError: boolean): OutcomeKind {
  const { set, workload } = cluster;
  if (set === undefined || workload === undefined) return "no-set";
  if (hasError) return "blocked";
  const updatedFrom = workload.strategy === "OnDelete" ? Number.POSITIVE_INFINITY : workload.start + workload.partition;
  let found = 0;
  for (const pod of cluster.pods.values()) {
    if (pod.owner !== set.uid) continue;
    const wanted = pod.ordinal >= workload.start && pod.ordinal < workload.end;
    if (!wanted || isTerminating(pod) || !isAvailable(pod, workload.minReadySeconds, cluster.t)) return "blocked";
    if (pod.ordinal >= updatedFrom && pod.revision !== set.status.updateRevision) return "blocked";
    found++;
  }
  return found === workload.replicas ? "complete" : "blocked";
}

/** The state at the end, in the format of the recorded ones. */
export function finalStateOf(cluster: Cluster, outcome: OutcomeKind): FinalState {
  const revisions = Array.from(cluster.revisions.values(), ({ name, number }) => ({ name, number }));
  return {
    outcome,
    t: cluster.t,
    pods: [...cluster.pods.values()].sort((a, b) => a.ordinal - b.ordinal || byName(a, b)).map(finalPod),
    claims: [...cluster.claims.all()].sort(byName).map(finalClaim),
    revisions: revisions.sort((a, b) => a.number - b.number || byName(a, b)),
    ...(cluster.set === undefined ? {} : { status: traceStatusOf(cluster.set.status) }),
  };
}

function finalPod(pod: LivePod): FinalPod {
  return {
    name: pod.name,
    revision: pod.revision,
    phase: pod.phase,
    ready: pod.ready,
    ...(isTerminating(pod) ? { terminating: true } : {}),
    ...(pod.owner === undefined ? { unowned: true } : {}),
  };
}

function finalClaim(claim: LiveClaim): FinalClaim {
  const owners = claim.owners.map(({ kind, name }) => `${kind}/${name}`).sort();
  return {
    name: claim.name,
    ...(owners.length > 0 ? { owners } : {}),
    ...(claim.due >= 0 ? { terminating: true } : {}),
  };
}
