import type { Cluster } from "./cluster.ts";
import { isAvailable, isTerminating } from "./live-pod.ts";

/** How many Pods serve at one moment, when the controller has come to rest in it. */
export interface Moment {
  readonly t: number;
  /** Operations applied so far. */
  readonly operations: number;
  /** Replicas that the set asks for; 0 without a set. */
  readonly wanted: number;
  /** The set's Pods that are ready and not terminating: a terminating Pod is out of every Service at once. */
  readonly ready: number;
  /** Of the wanted ones, those that are available and not terminating. */
  readonly available: number;
}

/** Counts the Pods of a cluster; cost grows with their number. */
export function momentOf(cluster: Cluster, operations: number): Moment {
  const { set, workload, t } = cluster;
  let ready = 0;
  let available = 0;
  for (const pod of cluster.pods.values()) {
    if (set === undefined || workload === undefined || pod.owner !== set.uid || isTerminating(pod) || !pod.ready)
      continue;
    ready++;
    const isWanted = pod.ordinal >= workload.start && pod.ordinal < workload.end;
    if (isWanted && isAvailable(pod, workload.minReadySeconds, t)) available++;
  }
  return { t, operations, wanted: workload?.replicas ?? 0, ready, available };
}
