import { claimsOfSet, podOfSet } from "../../src/kubernetes/pod-of-set.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { ClaimRecord, ClusterState, PodRecord, RevisionRecord, SetRecord, Uid } from "../../src/model/cluster.ts";
import type { JsonObject, JsonValue } from "../../src/model/json.ts";
import { listAt, objectAt, textAt } from "../../src/model/json-read.ts";
import type { Admission } from "../../src/simulate/admission.ts";
import { labelsOf } from "../../src/simulate/live-pod.ts";

/** What is wrong with a Pod that is not ready; `crash` when nothing is said. */
export type Fault = "image" | "crash" | "unready" | "unscheduled" | "node-lost" | "finalizer";

export interface DumpOptions {
  readonly version: KubernetesVersion;
  readonly admission: Admission;
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Finalizers of claims beside the usual one. */
  readonly claimFinalizers?: Readonly<Record<string, string>>;
}

const START = Date.UTC(2026, 10, 21, 6, 0, 0);

/** A simulated cluster as `kubectl get sts,pods,pvc,controllerrevisions -o yaml` would print it. */
export function dumpOfState(state: ClusterState, options: DumpOptions): JsonObject {
  const { set, pods, claims, revisions } = state;
  const items: JsonObject[] = [
    ...(set === undefined ? [] : [setObject(set, state)]),
    ...pods.map((pod) => podObject(pod, state, options)),
    ...claims.map((claim) => claimObject(claim, state, options)),
    ...revisions.map((revision) => revisionObject(revision, state)),
  ];
  return {
    apiVersion: "v1",
    items: items.map((item) => withoutUndefined(item)),
    kind: "List",
    metadata: { resourceVersion: "" },
  };
}

function setObject({ object, uid, generation, status, deleting }: SetRecord, { t }: ClusterState): JsonObject {
  const { progressing, collisionCount, ...counts } = status;
  const conditions =
    progressing === undefined
      ? {}
      : { conditions: [{ type: "Progressing", ...progressing, lastTransitionTime: at(t) }] };
  return {
    ...object,
    metadata: {
      ...objectAt(object, "metadata"),
      creationTimestamp: at(0),
      generation,
      managedFields: [
        {
          apiVersion: "apps/v1",
          fieldsType: "FieldsV1",
          fieldsV1: { "f:spec": {} },
          manager: "kubectl",
          operation: "Update",
          time: at(0),
        },
      ],
      namespace: "default",
      resourceVersion: "4711",
      uid: uidText(uid),
      ...(deleting ? { deletionTimestamp: at(t), finalizers: ["foregroundDeletion"] } : {}),
    },
    status: { collisionCount, ...counts, ...conditions },
  };
}

function podObject(
  pod: PodRecord,
  { t, set, revisions }: ClusterState,
  { version, admission, faults = {} }: DumpOptions,
): JsonObject {
  const data = revisions.find(({ name }) => name === pod.revision)?.data;
  const base = set === undefined || data === undefined ? set?.object : admission.restore(set.object, data);
  const made = podOfSet(base ?? {}, pod.ordinal, pod.revision, version);
  const fault = faults[pod.name] ?? (pod.ready ? undefined : "crash");
  const held = faults[pod.name];
  return {
    ...made,
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...objectAt(made, "metadata"),
      creationTimestamp: at(0),
      labels: labelsOf(pod),
      name: pod.name,
      namespace: "default",
      resourceVersion: "4712",
      uid: uidText(pod.uid),
      ownerReferences: pod.owner === undefined ? [] : [ownerOf(pod.owner, set)],
      ...(pod.goneAt >= 0 ? { deletionGracePeriodSeconds: 30, deletionTimestamp: at(t + 30) } : {}),
      ...(held === "finalizer" ? { finalizers: ["example.com/hold"] } : {}),
    },
    spec: {
      ...objectAt(made, "spec"),
      volumes: volumesOf(pod, made),
      ...(fault === "unscheduled" ? {} : { nodeName: "node-1" }),
    },
    status: statusOf(pod, made, { fault, t }),
  };
}

/** A Pod keeps the volumes that it was made with, whatever the set's claim templates are now. */
function volumesOf({ name, blueprint }: PodRecord, made: JsonObject): JsonValue[] {
  const claims = [
    ...blueprint.claimTemplates.map((template) => [template, `${template}-${name}`] as const),
    ...blueprint.ownClaims,
  ].map(([volume, claimName]) => ({ name: volume, persistentVolumeClaim: { claimName } }));
  const others = listAt(made, "spec", "volumes").filter(
    (volume) => textAt(volume, "persistentVolumeClaim", "claimName") === "",
  );
  return [...claims, ...others];
}

function statusOf(pod: PodRecord, made: JsonObject, { fault, t }: { fault: Fault | undefined; t: number }): JsonObject {
  const since = at(pod.ready ? pod.readyAt : t);
  const conditions = (ready: boolean, scheduled = true): JsonValue[] => [
    {
      lastProbeTime: null,
      lastTransitionTime: since,
      status: scheduled ? "True" : "False",
      type: "PodScheduled",
      ...(scheduled ? {} : { reason: "Unschedulable", message: "0/3 nodes are available: 3 Insufficient memory." }),
    },
    ...(scheduled
      ? [
          {
            lastProbeTime: null,
            lastTransitionTime: since,
            status: ready ? "True" : "False",
            type: "Ready",
            ...(ready ? {} : { reason: "ContainersNotReady", message: "containers with unready status: [main]" }),
          },
        ]
      : []),
  ];
  const container = (state: JsonObject, ready: boolean): JsonValue[] =>
    listAt(made, "spec", "containers").map((entry) => ({
      image: textAt(entry, "image"),
      imageID: "",
      lastState: {},
      name: textAt(entry, "name"),
      ready,
      restartCount: 0,
      started: ready,
      state,
    }));
  if (pod.phase === "Failed" || pod.phase === "Succeeded")
    return { phase: pod.phase, reason: pod.phase === "Failed" ? "Evicted" : "Completed" };
  if (pod.ready && fault !== "node-lost") {
    return {
      conditions: conditions(true),
      containerStatuses: container({ running: { startedAt: since } }, true),
      phase: "Running",
    };
  }
  switch (fault) {
    case "node-lost":
      return {
        conditions: conditions(false),
        phase: "Running",
        reason: "NodeLost",
        message: "Node node-1 which was running pod is unresponsive",
      };
    case "unscheduled":
      return { conditions: conditions(false, false), phase: "Pending" };
    case "image":
      return {
        conditions: conditions(false),
        containerStatuses: container(
          { waiting: { reason: "ImagePullBackOff", message: 'Back-off pulling image "app:broken"' } },
          false,
        ),
        phase: "Pending",
      };
    case "unready":
      return {
        conditions: conditions(false),
        containerStatuses: container({ running: { startedAt: since } }, false),
        phase: "Running",
      };
    default:
      if (pod.startAt >= 0 || (pod.phase === "Pending" && fault !== "crash"))
        return { phase: "Pending", conditions: [] };
      return {
        conditions: conditions(false),
        containerStatuses: container(
          { waiting: { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container" } },
          false,
        ),
        phase: "Running",
      };
  }
}

function claimObject(
  { name, owners, due, ordinal }: ClaimRecord,
  { set }: ClusterState,
  options: DumpOptions,
): JsonObject {
  const made = set === undefined ? [] : claimsOfSet(set.object, ordinal);
  const spec = made.find((claim) => textAt(claim, "metadata", "name") === name);
  const extra = options.claimFinalizers?.[name];
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      creationTimestamp: at(0),
      finalizers: ["kubernetes.io/pvc-protection", ...(extra === undefined ? [] : [extra])],
      name,
      namespace: "default",
      resourceVersion: "4713",
      ...(owners.length > 0
        ? {
            ownerReferences: owners.map(({ apiVersion, kind, name: owner, uid, controller }) => ({
              apiVersion,
              blockOwnerDeletion: true,
              controller,
              kind,
              name: owner,
              uid: uidText(uid),
            })),
          }
        : {}),
      ...(due >= 0 ? { deletionGracePeriodSeconds: 0, deletionTimestamp: at(Number.isFinite(due) ? due : 0) } : {}),
    },
    spec: { ...objectAt(spec, "spec"), volumeName: `pv-${name}` },
    status: { accessModes: ["ReadWriteOnce"], capacity: { storage: "1Gi" }, phase: "Bound" },
  };
}

function revisionObject(
  { name, number, data, labels, owner, createdAt }: RevisionRecord,
  { set }: ClusterState,
): JsonObject {
  return {
    apiVersion: "apps/v1",
    data: JSON.parse(data) as JsonObject,
    kind: "ControllerRevision",
    metadata: {
      creationTimestamp: at(createdAt),
      labels,
      name,
      namespace: "default",
      ownerReferences: owner === undefined ? [] : [ownerOf(owner, set)],
    },
    revision: number,
  };
}

function ownerOf(uid: Uid, set: SetRecord | undefined): JsonObject {
  return {
    apiVersion: "apps/v1",
    blockOwnerDeletion: true,
    controller: true,
    kind: "StatefulSet",
    name: textAt(set?.object, "metadata", "name"),
    uid: uidText(uid),
  };
}

function uidText(uid: Uid): string {
  return typeof uid === "string" ? uid : `00000000-0000-4000-8000-${String(uid).padStart(12, "0")}`;
}

function at(second: number): string {
  return new Date(START + second * 1000).toISOString().replace(".000Z", "Z");
}

function withoutUndefined(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object)) as JsonObject;
}
