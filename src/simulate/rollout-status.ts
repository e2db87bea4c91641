import type { SetRecord } from "../model/cluster.ts";
import { isObject } from "../model/json.ts";
import { numberAt, objectAt, textAt, valueAt } from "../model/json-read.ts";

/** kubectl's line, and whether it stops watching after it. */
export interface RolloutStatus {
  readonly message: string;
  readonly isDone: boolean;
}

/**
 * What `kubectl rollout status` prints for a set. It looks at the numbers of the status only, so it calls a rollout
 * complete while Pods are still removed. Mirrors: StatefulSetStatusViewer, k8s.io/kubectl v0.37.0
 */
export function rolloutStatus(set: SetRecord): RolloutStatus | { readonly error: string } {
  const spec = objectAt(set.object, "spec");
  if (textAt(spec, "updateStrategy", "type") !== "RollingUpdate") {
    return { error: "rollout status is only available for RollingUpdate strategy type" };
  }
  const { status } = set;
  const replicas = numberAt(spec, "replicas") ?? 1;
  if (status.observedGeneration === 0 || set.generation > status.observedGeneration) {
    return waiting("Waiting for statefulset spec update to be observed...");
  }
  if (status.readyReplicas < replicas) {
    return waiting(`Waiting for ${replicas - status.readyReplicas} pods to be ready...`);
  }
  const { updatedReplicas, currentReplicas, updateRevision, currentRevision } = status;
  if (isObject(valueAt(spec, "updateStrategy", "rollingUpdate"))) {
    const partition = numberAt(spec, "updateStrategy", "rollingUpdate", "partition");
    const wanted = replicas - (partition ?? 0);
    if (partition !== undefined && updatedReplicas < wanted) {
      const progress = `${updatedReplicas} out of ${wanted} new pods have been updated`;
      return waiting(`Waiting for partitioned roll out to finish: ${progress}...`);
    }
    return done(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  if (updateRevision !== currentRevision) {
    const progress = `${updatedReplicas} pods at revision ${updateRevision}`;
    return waiting(`waiting for statefulset rolling update to complete ${progress}...`);
  }
  return done(`statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`);
}

function waiting(message: string): RolloutStatus {
  return { message, isDone: false };
}

function done(message: string): RolloutStatus {
  return { message, isDone: true };
}
