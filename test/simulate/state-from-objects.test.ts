import { expect, test } from "vitest";
import { NEWEST } from "../../src/kubernetes/versions/registry.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { reconcile } from "../../src/simulate/reconcile.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { type DumpedObjects, stateFromObjects } from "../../src/simulate/state-from-objects.ts";
import { STUB_ADMISSION, webSet } from "./stub-admission.ts";

const ENVIRONMENT = { startSeconds: 10, terminateSeconds: 5, perPod: { "2": { startSeconds: 20 } } };
const REVISION = STUB_ADMISSION.revisionName(webSet(3), 0);
const OWNER = { apiVersion: "apps/v1", kind: "StatefulSet", name: "web", uid: "set-uid", controller: true };

function pod(ordinal: number, status: JsonObject, metadata: JsonObject = {}): JsonObject {
  const name = `web-${ordinal}`;
  const labels = {
    app: "web",
    "statefulset.kubernetes.io/pod-name": name,
    "apps.kubernetes.io/pod-index": String(ordinal),
    "controller-revision-hash": REVISION,
  };
  return {
    metadata: { name, uid: `uid-${name}`, labels, ownerReferences: [OWNER], ...metadata },
    spec: {
      containers: [{ name: "main", image: "app:v1" }],
      volumes: [{ name: "data", persistentVolumeClaim: { claimName: `data-${name}` } }],
    },
    status,
  };
}

function readySince(lastTransitionTime: string): JsonObject {
  return { phase: "Running", conditions: [{ type: "Ready", status: "True", lastTransitionTime }] };
}

function dump(pods: readonly JsonObject[], spec: JsonObject = {}): DumpedObjects {
  const set = webSet(3, "app:v1", spec);
  return {
    set: {
      ...set,
      metadata: { name: "web", uid: "set-uid", generation: 4, creationTimestamp: "2026-11-21T04:00:00Z" },
      status: { observedGeneration: 4, replicas: 3, currentRevision: REVISION, updateRevision: REVISION },
    },
    pods,
    claims: [0, 1, 2].map((ordinal) => ({ metadata: { name: `data-web-${ordinal}` } })),
    revisions: [
      {
        metadata: { name: REVISION, labels: { app: "web" }, ownerReferences: [OWNER] },
        data: JSON.parse(STUB_ADMISSION.revisionData(set)),
        revision: 1,
      },
    ],
  };
}

test("a healthy dump leaves the controller only its status to write", () => {
  const since = "2026-11-21T05:00:00Z";
  const state = stateFromObjects(dump([0, 1, 2].map((ordinal) => pod(ordinal, readySince(since)))), ENVIRONMENT);
  const { writes, status, stop } = reconcile(state, ENVIRONMENT, NEWEST, STUB_ADMISSION);
  expect(writes).toEqual([]);
  expect(status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3, currentRevision: REVISION });
  expect(stop).toEqual({ reason: "nothing-to-do", waits: [] });
});

test("second 0 is the latest time, and minReadySeconds counts from the dump", () => {
  const pods = [
    pod(0, readySince("2026-11-21T05:00:00Z")),
    pod(1, readySince("2026-11-21T05:00:50Z")),
    pod(2, readySince("2026-11-21T05:01:00Z")),
  ];
  const state = stateFromObjects(dump(pods, { minReadySeconds: 30 }), ENVIRONMENT);
  expect(state.pods.map(({ readyAt }) => readyAt)).toEqual([-60, -10, 0]);
  const { trace } = simulate({
    state,
    environment: ENVIRONMENT,
    operations: [],
    version: NEWEST,
    admission: STUB_ADMISSION,
  });
  expect(trace.map(({ t, events }) => [t, events])).toEqual([
    [20, [["available", "web-1"]]],
    [30, [["available", "web-2"]]],
  ]);
});

test("a pending Pod starts, a terminating one goes and returns, one that is not ready stays so", () => {
  const terminating = { deletionTimestamp: "2026-11-21T05:00:30Z" };
  const pods = [
    pod(0, readySince("2026-11-21T05:00:00Z")),
    pod(1, readySince("2026-11-21T05:00:00Z"), terminating),
    pod(2, { phase: "Pending" }),
  ];
  const input = { environment: ENVIRONMENT, operations: [], version: NEWEST, admission: STUB_ADMISSION };
  const healed = simulate({ ...input, state: stateFromObjects(dump(pods), ENVIRONMENT) });
  expect(healed.trace.flatMap(({ t, events = [] }) => events.map((event) => [t, ...event]))).toEqual([
    [5, "gone", "web-1"],
    [15, "ready", "web-1"],
    [20, "ready", "web-2"],
  ]);
  expect(healed.final.outcome).toBe("complete");
  const crashing = pod(1, { phase: "Running", conditions: [{ type: "Ready", status: "False" }] });
  const stuck = simulate({ ...input, state: stateFromObjects(dump([pods[0] ?? {}, crashing]), ENVIRONMENT) });
  expect(stuck.blockedBy).toMatchObject([{ on: "web-1", until: "ready", reason: "replica-not-ready" }]);
});
