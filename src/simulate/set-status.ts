import type { ProgressingCondition, SetStatus } from "../model/cluster.ts";
import type { SetRevisions } from "./set-revisions.ts";
import type { Sync } from "./sync.ts";

export const EMPTY_STATUS: SetStatus = {
  observedGeneration: 0,
  replicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  currentReplicas: 0,
  updatedReplicas: 0,
  currentRevision: "",
  updateRevision: "",
  collisionCount: 0,
  progressing: undefined,
};

/**
 * Writes the status if it differs; true if it was changed. The server refuses a negative count, which the next sync
 * repairs. Mirrors: updateStatefulSetStatus, statefulset v1.37.0
 */
export function writeStatus(sync: Sync, revisions: SetRevisions): boolean {
  const before = sync.set.status;
  const status = statusOf(sync, revisions);
  if (!isInconsistent(before, status)) return false;
  if (status.currentReplicas < 0) {
    const value = `status.currentReplicas: Invalid value: ${status.currentReplicas}`;
    sync.errors.push(
      `StatefulSet.apps "${sync.workload.name}" is invalid: ${value}: must be greater than or equal to 0`,
    );
    return false;
  }
  sync.cluster.storeStatus(status);
  return true;
}

function statusOf(sync: Sync, revisions: SetRevisions): SetStatus {
  const { index } = sync.cluster;
  const { current, update, collisionCount } = revisions;
  const updatedReplicas = index.livingOf(update.name);
  const complete = isComplete(sync, updatedReplicas);
  return {
    observedGeneration: sync.workload.generation,
    replicas: index.replicas,
    readyReplicas: index.ready,
    availableReplicas: index.available,
    currentReplicas: complete ? updatedReplicas : index.livingOf(current.name) - sync.updateDeletions,
    updatedReplicas,
    currentRevision: complete ? update.name : current.name,
    updateRevision: update.name,
    collisionCount,
    progressing: complete ? completed(sync) : sync.progressing,
  };
}

/** Mirrors: completeUpdate, statefulset v1.37.0; completeRollingUpdate, v1.36.3 */
function isComplete(sync: Sync, updatedReplicas: number): boolean {
  const { replicas, strategy } = sync.workload;
  const { index } = sync.cluster;
  if (strategy !== "RollingUpdate" && !sync.version.behaviour.completesEveryStrategy) return false;
  return updatedReplicas === replicas && index.ready === replicas && index.replicas === replicas;
}

function completed(sync: Sync): ProgressingCondition | undefined {
  const { progressing } = sync;
  if (progressing === undefined || sync.workload.strategy !== "Recreate") return progressing;
  if (!sync.isOn("StatefulSetRecreateStrategy")) return progressing;
  return { status: "False", reason: "RecreateCompleted", message: "All pods recreated successfully" };
}

/** Whether the controller writes the status. A new `collisionCount` alone is no reason. */
function isInconsistent(before: SetStatus, status: SetStatus): boolean {
  return (
    status.observedGeneration > before.observedGeneration ||
    status.replicas !== before.replicas ||
    status.currentReplicas !== before.currentReplicas ||
    status.readyReplicas !== before.readyReplicas ||
    status.updatedReplicas !== before.updatedReplicas ||
    status.currentRevision !== before.currentRevision ||
    status.availableReplicas !== before.availableReplicas ||
    status.updateRevision !== before.updateRevision ||
    !isSameCondition(before.progressing, status.progressing)
  );
}

function isSameCondition(a: ProgressingCondition | undefined, b: ProgressingCondition | undefined): boolean {
  return a === b || (a?.status === b?.status && a?.reason === b?.reason && a?.message === b?.message);
}
