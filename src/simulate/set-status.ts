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

/** Fields whose difference makes the controller write the status. `collisionCount` is none of them. */
const COMPARED = [
  "replicas",
  "currentReplicas",
  "readyReplicas",
  "updatedReplicas",
  "currentRevision",
  "availableReplicas",
  "updateRevision",
] as const satisfies readonly (keyof SetStatus)[];

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
  sync.cluster.storeSet({ ...sync.set, status });
  return true;
}

function statusOf(sync: Sync, revisions: SetRevisions): SetStatus {
  const { index } = sync.cluster;
  const { current, update, collisionCount } = revisions;
  const updatedReplicas = index.livingOf(update.name);
  const status = {
    observedGeneration: sync.workload.generation,
    replicas: index.replicas,
    readyReplicas: index.ready,
    availableReplicas: index.available,
    currentReplicas: index.livingOf(current.name) - sync.updateDeletions,
    updatedReplicas,
    currentRevision: current.name,
    updateRevision: update.name,
    collisionCount,
    progressing: sync.progressing,
  };
  if (!isComplete(sync, status)) return status;
  const progressing = completed(sync, status.progressing);
  return { ...status, currentReplicas: updatedReplicas, currentRevision: update.name, progressing };
}

/** Mirrors: completeUpdate, statefulset v1.37.0; completeRollingUpdate, v1.36.3 */
function isComplete(sync: Sync, status: SetStatus): boolean {
  const { replicas, strategy } = sync.workload;
  if (strategy !== "RollingUpdate" && !sync.version.behaviour.completesEveryStrategy) return false;
  return status.updatedReplicas === replicas && status.readyReplicas === replicas && status.replicas === replicas;
}

function completed(sync: Sync, progressing: ProgressingCondition | undefined): ProgressingCondition | undefined {
  if (progressing === undefined || sync.workload.strategy !== "Recreate") return progressing;
  if (!sync.isOn("StatefulSetRecreateStrategy")) return progressing;
  return { status: "False", reason: "RecreateCompleted", message: "All pods recreated successfully" };
}

function isInconsistent(before: SetStatus, status: SetStatus): boolean {
  if (status.observedGeneration > before.observedGeneration) return true;
  if (COMPARED.some((field) => before[field] !== status[field])) return true;
  const was = before.progressing;
  const is = status.progressing;
  return was?.status !== is?.status || was?.reason !== is?.reason || was?.message !== is?.message;
}
