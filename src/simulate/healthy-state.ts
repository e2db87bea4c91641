import { claimName, podName } from "../kubernetes/pod-of-set.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { ClaimRecord, ClusterState, PodRecord, SetRecord, SetStatus } from "../model/cluster.ts";
import type { JsonObject } from "../model/json.ts";
import type { Admission } from "./admission.ts";
import { ordinalOf } from "./names.ts";
import { EMPTY_STATUS } from "./set-status.ts";
import { blueprintOf, type Workload, workloadOf } from "./workload.ts";

const SET_UID = 1;
const HASH_LABEL = "controller.kubernetes.io/hash";

/**
 * The cluster that a stored set stands for when nothing else is known: applied, rolled out and healthy. All Pods are
 * available and at one revision, the claims are there with the owners that the retention policy gives them.
 */
export function healthyState(object: JsonObject, version: KubernetesVersion, admission: Admission): ClusterState {
  const record: SetRecord = { object, uid: SET_UID, generation: 1, status: EMPTY_STATUS, deleting: false };
  const workload = workloadOf(record, version);
  const revision = admission.revisionName(object, 0);
  const blueprint = blueprintOf(workload.template, workload.name, workload.claimTemplates);
  const pods: PodRecord[] = [];
  const claims: ClaimRecord[] = [];
  const templates = new Set(workload.claimTemplates);
  for (let ordinal = workload.start; ordinal < workload.end; ordinal++) {
    pods.push({
      name: podName(workload.name, ordinal),
      ordinal,
      uid: SET_UID + 1 + pods.length,
      blueprint,
      labels: undefined,
      revision,
      phase: "Running",
      ready: true,
      readyAt: -workload.minReadySeconds,
      startAt: -1,
      goneAt: -1,
      owner: SET_UID,
    });
    for (const template of templates) {
      claims.push(claimOf(workload, claimName(template, workload.name, ordinal)));
    }
  }
  const labels = { ...blueprint.labels, [HASH_LABEL]: revision.slice(workload.name.length + 1) };
  const { changeCause } = workload;
  const data = admission.revisionData(object);
  return {
    t: 0,
    set: { ...record, status: restingStatus(workload, revision) },
    pods,
    claims,
    revisions: [{ name: revision, number: 1, data, labels, createdAt: 0, owner: SET_UID, changeCause }],
  };
}

function claimOf(workload: Workload, name: string): ClaimRecord {
  const isOwned = workload.ownsClaims && workload.whenDeleted === "Delete";
  return { name, ordinal: ordinalOf(name), owners: isOwned ? [workload.ownReference] : [], due: -1 };
}

function restingStatus(workload: Workload, revision: string): SetStatus {
  const { replicas } = workload;
  return {
    ...EMPTY_STATUS,
    observedGeneration: 1,
    replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    currentReplicas: replicas,
    updatedReplicas: replicas,
    currentRevision: revision,
    updateRevision: revision,
  };
}
