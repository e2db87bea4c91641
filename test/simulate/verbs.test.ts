import { describe, expect, test } from "vitest";
import { NEWEST } from "../../src/kubernetes/versions/registry.ts";
import type { ClusterState } from "../../src/model/cluster.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Operation } from "../../src/model/scenario.ts";
import { healthyState } from "../../src/simulate/healthy-state.ts";
import {
  deleteClaims,
  deletePods,
  deleteSet,
  neverReadyRule,
  patched,
  rolloutRestart,
  scale,
  setImage,
  type VerbResult,
} from "../../src/simulate/operations.ts";
import { reconcile } from "../../src/simulate/reconcile.ts";
import { rolloutHistory, rolloutUndo } from "../../src/simulate/rollout-history.ts";
import { rolloutStatus } from "../../src/simulate/rollout-status.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { STUB_ADMISSION, webSet } from "./stub-admission.ts";

const ENVIRONMENT = { startSeconds: 10, terminateSeconds: 5 };

function healthy(set: JsonObject): ClusterState {
  return healthyState(set, NEWEST, STUB_ADMISSION);
}

function run(state: ClusterState, operations: readonly Operation[], environment: object = {}) {
  return simulate({
    state,
    operations,
    environment: { ...ENVIRONMENT, ...environment },
    version: NEWEST,
    admission: STUB_ADMISSION,
  });
}

function operationsOf(result: VerbResult): readonly Operation[] {
  if ("error" in result) throw new Error(result.error);
  return result.operations;
}

describe("a healthy set", () => {
  test.each([
    {},
    { podManagementPolicy: "Parallel", minReadySeconds: 30, ordinals: { start: 4 } },
    { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Delete" } },
    { updateStrategy: { type: "OnDelete" } },
  ])("leaves the controller nothing to do: %j", (spec) => {
    const state = healthy(webSet(3, "app:v1", spec));
    const { changed, errors, writes } = reconcile(state, ENVIRONMENT, NEWEST, STUB_ADMISSION);
    expect({ changed, errors, writes }).toEqual({ changed: false, errors: [], writes: [] });
    expect(run(state, []).final.outcome).toBe("complete");
  });

  test("is what a create plan ends in", () => {
    const set = webSet(3, "app:v1", { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" } });
    const created = simulate({
      operations: [{ at: "settled", apply: set }],
      environment: ENVIRONMENT,
      version: NEWEST,
      admission: STUB_ADMISSION,
    });
    expect({ ...run(healthy(set), []).final, t: 0 }).toEqual({ ...created.final, t: 0 });
  });
});

describe("verbs", () => {
  const set = webSet(3);

  test("scale", () => {
    const result = scale(set, 5);
    expect(result).toMatchObject({ message: "statefulset.apps/web scaled" });
    expect(run(healthy(set), operationsOf(result)).final.pods.map(({ name }) => name)).toEqual([
      "web-0",
      "web-1",
      "web-2",
      "web-3",
      "web-4",
    ]);
    const error = "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0";
    expect([scale(set, -1), scale(set, 1.5)]).toEqual([{ error }, { error }]);
  });

  test("set image", () => {
    const result = setImage(set, { main: "app:v2" });
    expect(result).toMatchObject({ message: "statefulset.apps/web image updated" });
    const { steps, final } = run(healthy(set), operationsOf(result));
    const deleted = steps.filter(({ action }) => action === "delete-pod").map(({ pod }) => pod);
    expect(deleted).toEqual(["web-2", "web-1", "web-0"]);
    expect(final.outcome).toBe("complete");
    expect(setImage(set, { "*": "app:v1" })).toEqual({ operations: [], message: "" });
    expect(setImage(set, { other: "x" })).toEqual({ error: 'unable to find container named "other"' });
  });

  test("set image reaches init containers", () => {
    const template = {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "main", image: "a" }], initContainers: [{ name: "init", image: "a" }] },
    };
    const [operation] = operationsOf(setImage(webSet(1, "a", { template }), { init: "b" }));
    expect(operation).toMatchObject({ apply: { spec: { template: { spec: { initContainers: [{ image: "b" }] } } } } });
  });

  test("patch", () => {
    expect(patched(set, webSet(3))).toEqual({ operations: [], message: "statefulset.apps/web patched (no change)" });
    expect(patched(set, webSet(4))).toMatchObject({ message: "statefulset.apps/web patched" });
  });

  test("rollout restart keeps annotations and rolls every Pod", () => {
    const result = rolloutRestart(set, "2026-11-21T05:00:00Z");
    expect(result).toMatchObject({ message: "statefulset.apps/web restarted" });
    const { steps } = run(healthy(set), operationsOf(result));
    expect(steps.filter(({ reason }) => reason === "outdated-revision").length).toBe(3);
  });

  test("delete pod brings the same name back", () => {
    const result = deletePods(["web-1", "web-2"]);
    expect(result).toMatchObject({
      message: 'pod "web-1" deleted from default namespace\npod "web-2" deleted from default namespace',
    });
    const { steps, final } = run(healthy(set), operationsOf(result));
    expect(steps.map(({ action, pod }) => [action, pod])).toEqual([
      ["create-pod", "web-1"],
      ["create-pod", "web-2"],
    ]);
    expect(final.outcome).toBe("complete");
  });

  test("delete pvc waits for the Pod", () => {
    const { final } = run(healthy(set), operationsOf(deleteClaims(["data-web-1"])));
    expect(final.claims).toContainEqual({ name: "data-web-1", terminating: true });
  });

  test.each([
    ["background", 0, []],
    ["foreground", 0, []],
    ["orphan", 3, ["data-web-0", "data-web-1", "data-web-2"]],
  ] as const)("delete statefulset, %s", (cascade, pods, claims) => {
    const owned = webSet(3, "app:v1", { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" } });
    const result = deleteSet("web", cascade);
    expect(result).toMatchObject({ message: 'statefulset.apps "web" deleted from default namespace' });
    const { final } = run(healthy(owned), operationsOf(result));
    expect(final.outcome).toBe("no-set");
    expect(final.pods.length).toBe(pods);
    expect(final.claims).toEqual(claims.map((name) => ({ name })));
  });

  test("--never-ready", () => {
    expect(neverReadyRule("web-3")).toEqual({ pod: "web-3" });
    expect(neverReadyRule("web-3@web-79496c6698")).toEqual({ pod: "web-3", revision: "web-79496c6698" });
    expect([neverReadyRule("Web 3"), neverReadyRule("@x"), neverReadyRule("web-3@")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const update = STUB_ADMISSION.revisionName(webSet(3, "app:v2"), 0);
    for (const revision of [update, update.slice(4)]) {
      const broken = [{ pod: "web-1", revision }];
      const plan = run(healthy(set), operationsOf(setImage(set, { main: "app:v2" })), { broken });
      expect(plan.blockedBy).toMatchObject([{ on: "web-1", until: "ready" }]);
    }
  });
});

describe("rollout status", () => {
  const statusAfter = (set: JsonObject, next: JsonObject, environment: object = {}) => {
    const { state } = run(healthy(set), [{ at: "settled", apply: next }], environment);
    if (state.set === undefined) throw new Error("the set is there");
    return rolloutStatus(state.set);
  };
  const rolling = { updateStrategy: { type: "RollingUpdate" } };

  test("with the defaulted block", () => {
    expect(statusAfter(webSet(3), webSet(3, "app:v2"))).toEqual({
      message: "partitioned roll out complete: 3 new pods have been updated...",
      isDone: true,
    });
    expect(statusAfter(webSet(3), webSet(3, "app:v2"), { broken: [{ pod: "web-2" }] })).toEqual({
      message: "Waiting for 1 pods to be ready...",
      isDone: false,
    });
  });

  test("of a rollout that waits for its partition", () => {
    const set = healthy(webSet(3)).set;
    if (set === undefined) throw new Error("the set is there");
    expect(rolloutStatus({ ...set, status: { ...set.status, updatedReplicas: 1 } })).toEqual({
      message: "Waiting for partitioned roll out to finish: 1 out of 3 new pods have been updated...",
      isDone: false,
    });
    expect(rolloutStatus({ ...set, generation: 2 })).toEqual({
      message: "Waiting for statefulset spec update to be observed...",
      isDone: false,
    });
  });

  test("without a block", () => {
    const done = statusAfter(webSet(3, "app:v1", rolling), webSet(3, "app:v2", rolling));
    const revision = STUB_ADMISSION.revisionName(webSet(3, "app:v2"), 0);
    expect(done).toEqual({
      message: `statefulset rolling update complete 3 pods at revision ${revision}...`,
      isDone: true,
    });
    const set = healthy(webSet(3, "app:v1", rolling)).set;
    if (set === undefined) throw new Error("the set is there");
    const status = { ...set.status, updatedReplicas: 1, updateRevision: "web-x" };
    expect(rolloutStatus({ ...set, status })).toEqual({
      message: "waiting for statefulset rolling update to complete 1 pods at revision web-x...",
      isDone: false,
    });
  });

  test("refuses other strategies", () => {
    const onDelete = { updateStrategy: { type: "OnDelete" } };
    expect(statusAfter(webSet(3, "app:v1", onDelete), webSet(3, "app:v1", onDelete))).toEqual({
      error: "rollout status is only available for RollingUpdate strategy type",
    });
  });
});

describe("rollout history and undo", () => {
  const withCause = (set: JsonObject, cause: string) => ({
    ...set,
    metadata: { name: "web", annotations: { "kubernetes.io/change-cause": cause } },
  });
  const { state } = run(healthy(webSet(2)), [
    { at: "settled", apply: withCause(webSet(2, "app:v2"), "to v2") },
    { at: "settled", apply: webSet(2, "app:v3") },
  ]);

  test("history is kubectl's table", () => {
    expect(rolloutHistory(state)).toBe(
      "statefulset.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         to v2\n3         <none>\n",
    );
  });

  test("undo goes to the revision before the newest, or to a given one", () => {
    const undo = rolloutUndo(state, STUB_ADMISSION);
    expect(undo).toMatchObject({ message: "statefulset.apps/web rolled back" });
    const back = run(state, operationsOf(undo));
    expect(back.steps[0]).toMatchObject({ action: "update-revision", reason: "template-seen-before" });
    expect(back.final.revisions.at(-1)).toEqual({
      name: STUB_ADMISSION.revisionName(webSet(2, "app:v2"), 0),
      number: 4,
    });
    const first = run(state, operationsOf(rolloutUndo(state, STUB_ADMISSION, 1)));
    expect(first.final.pods[0]?.revision).toBe(STUB_ADMISSION.revisionName(webSet(2), 0));
  });

  test("undo says what kubectl says when it cannot", () => {
    expect(rolloutUndo(state, STUB_ADMISSION, 17)).toEqual({
      error: "unable to find specified revision 17 in history",
    });
    expect(rolloutUndo(state, STUB_ADMISSION, 3)).toEqual({
      operations: [],
      message: "statefulset.apps/web skipped rollback (current template already matches revision 3)",
    });
    expect(rolloutUndo(healthy(webSet(1)), STUB_ADMISSION)).toEqual({ error: "no last revision to roll back to" });
  });
});
