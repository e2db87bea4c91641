import { describe, expect, test } from "vitest";
import { NEWEST, resolveVersion } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import { UsageError } from "../../src/model/errors.ts";
import type { Environment, Operation } from "../../src/model/scenario.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { STUB_ADMISSION, webSet } from "./stub-admission.ts";

const QUICK: Environment = { startSeconds: 10, terminateSeconds: 5 };

function run(operations: readonly Operation[], environment = QUICK, version: KubernetesVersion = NEWEST) {
  return simulate({ environment, operations, version, admission: STUB_ADMISSION });
}

function apply(...[replicas, image, spec]: Parameters<typeof webSet>): Operation {
  return { at: "settled", apply: webSet(replicas, image, spec) };
}

describe("steps", () => {
  test("say why and what the controller had waited for", () => {
    const { steps } = run([apply(2), apply(1)]);
    expect(
      steps.map(({ t, action, pod, claim, reason, waitedFor }) => [t, action, pod ?? claim, reason, waitedFor]),
    ).toEqual([
      [0, "create-revision", undefined, "first-revision", []],
      [0, "create-claim", "data-web-0", "claim-missing", []],
      [0, "create-pod", "web-0", "missing-replica", []],
      [10, "create-claim", "data-web-1", "claim-missing", [{ on: "web-0", until: "ready" }]],
      [10, "create-pod", "web-1", "missing-replica", [{ on: "web-0", until: "ready" }]],
      [20, "delete-pod", "web-1", "scale-down", []],
    ]);
  });

  test("name the revision of a new Pod and of a revision", () => {
    const { steps, final } = run([apply(1), apply(1, "app:v2")]);
    const created = steps.filter(({ action }) => action === "create-pod");
    expect(created.map(({ revision }) => revision)).toEqual(final.revisions.map(({ name }) => name));
    expect(steps.find(({ reason }) => reason === "new-template")?.revision).toBe(final.revisions[1]?.name);
  });

  test("tell an update from a repair of a broken Pod", () => {
    const broken = { ...QUICK, broken: [{ image: "app:v2" }] };
    const spec = { podManagementPolicy: "Parallel" };
    const { steps } = run([apply(2, "app:v1", spec), apply(2, "app:v2", spec), apply(2, "app:v3", spec)], broken);
    const deletions = steps.filter(({ action }) => action === "delete-pod").map(({ pod, reason }) => [pod, reason]);
    expect(deletions).toEqual([
      ["web-1", "outdated-revision"],
      ["web-1", "outdated-and-unavailable"],
      ["web-0", "outdated-revision"],
    ]);
  });
});

describe("a blocked plan", () => {
  test("names the Pod that an ordered rollout is stuck on, also after a corrected template", () => {
    const broken = { ...QUICK, broken: [{ image: "app:v2" }] };
    const stuck = run([apply(3), apply(3, "app:v2")], broken);
    expect(stuck.final.outcome).toBe("blocked");
    expect(stuck.blockedBy).toMatchObject([
      { on: "web-2", until: "ready", reason: "replica-not-ready", remedy: "heal-or-delete-pod" },
    ]);
    const corrected = run([apply(3), apply(3, "app:v2"), apply(3, "app:v3")], broken);
    expect(corrected.blockedBy).toMatchObject([{ on: "web-2", reason: "replica-not-ready", remedy: "delete-pod" }]);
  });

  test("sees the deadlock of two broken condemned Pods", () => {
    const { blockedBy } = run([
      apply(5),
      { at: "settled", unreadyPod: "web-3" },
      { at: "+0", unreadyPod: "web-4" },
      { at: "+0", apply: webSet(2) },
    ]);
    expect(blockedBy).toMatchObject([
      { on: "web-4", until: "ready", reason: "condemned-not-ready", remedy: "delete-one-condemned-pod" },
    ]);
  });

  test("says where the plan goes on although nothing wakes a real controller", () => {
    const spec = { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Delete" } };
    const operations: Operation[] = [
      apply(3, "app:v1", spec),
      apply(2, "app:v1", spec),
      { at: "+6", apply: webSet(3, "app:v1", spec) },
    ];
    const { steps, unwoken } = run(operations, { ...QUICK, gcSeconds: 20 });
    expect(unwoken).toEqual([{ t: 55, claims: ["data-web-2"] }]);
    expect(steps.at(-1)).toMatchObject({
      action: "create-pod",
      pod: "web-2",
      waitedFor: [{ on: "data-web-2", until: "collected" }],
    });
  });

  test("says who holds a name", () => {
    const foreign = { metadata: { name: "web-1", labels: { app: "foreign" } }, spec: {} };
    const { blockedBy } = run([{ at: "settled", addPod: foreign }, apply(3)]);
    expect(blockedBy).toEqual([
      { on: "web-1", until: "gone", reason: "error", remedy: "free-the-name", message: 'pods "web-1" already exists' },
    ]);
  });

  test("gives the error when it concerns no Pod", () => {
    const strategy = { updateStrategy: { type: "Recreate" } };
    const message =
      "statefulset default/web uses Recreate strategy but feature gate StatefulSetRecreateStrategy is disabled";
    expect(run([apply(0, "app:v1", strategy)]).blockedBy).toEqual([
      { on: "web", until: "fixed", reason: "error", remedy: "fix-the-template", message },
    ]);
    expect(run([apply(0)]).blockedBy).toEqual([]);
  });

  test("lists the Pods of a parallel set that are not ready", () => {
    const { blockedBy } = run([apply(3, "app:v1", { podManagementPolicy: "Parallel" })], {
      ...QUICK,
      broken: [{ pod: "web-0" }, { pod: "web-2" }],
    });
    expect(blockedBy.map(({ on, until }) => [on, until])).toEqual([
      ["web-0", "ready"],
      ["web-2", "ready"],
    ]);
  });

  test("names the Pods that use up the budget", () => {
    const spec = {
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } },
    };
    const operations: Operation[] = [
      apply(4, "app:v1", spec),
      { at: "settled", unreadyPod: "web-0" },
      { at: "+0", apply: webSet(4, "app:v2", spec) },
    ];
    const { blockedBy, stop } = run(operations, QUICK, resolveVersion("1.35.3") ?? NEWEST);
    expect(stop.reason).toBe("budget-used");
    expect(blockedBy).toMatchObject([{ on: "web-0", until: "ready", reason: "budget-used" }]);
  });
});

describe("the end", () => {
  test("lists the Pods that the partition holds back", () => {
    const strategy = { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } };
    const { heldBack, final } = run([apply(4), apply(4, "app:v2", strategy)]);
    expect(final.outcome).toBe("complete");
    expect(heldBack.map(({ pod }) => pod)).toEqual(["web-0", "web-1"]);
    expect(new Set(heldBack.map(({ revision }) => revision))).toEqual(new Set([final.revisions[0]?.name]));
  });

  test("an OnDelete set waits for a person", () => {
    const strategy = { updateStrategy: { type: "OnDelete" } };
    const { stop, final } = run([apply(2, "app:v1", strategy), apply(2, "app:v2", strategy)]);
    expect(final.outcome).toBe("complete");
    expect(stop).toEqual({ reason: "on-delete", waits: [{ on: "web-0", until: "deleted-by-hand" }] });
  });

  test("the endless loop of 1.37 is found, and only there", () => {
    const spec = { podManagementPolicy: "Parallel", updateStrategy: { type: "RollingUpdate" } };
    const operations = [apply(3, "app:v1", spec), apply(3, "app:v2", spec)];
    const environment = { ...QUICK, broken: [{ pod: "web-0" }] };
    expect(run(operations, environment).final.outcome).toBe("unbounded");
    expect(run(operations, environment, resolveVersion("1.36.3")).final.outcome).not.toBe("unbounded");
  });

  test("a huge ordered set is endless, a huge parallel one is refused", () => {
    const { final, trace } = run([apply(2_147_483_647)]);
    expect([final.outcome, trace.length, final.pods.length]).toEqual(["unbounded", 60, 501]);
    expect(() => run([apply(2_147_483_647, "app:v1", { podManagementPolicy: "Parallel" })])).toThrow(UsageError);
  });

  test("a negative replica count, which no server stores, wants no Pods", () => {
    for (const podManagementPolicy of ["OrderedReady", "Parallel"]) {
      const { final } = run([
        apply(2, "app:v1", { podManagementPolicy }),
        apply(-1, "app:v1", { podManagementPolicy }),
      ]);
      expect(final.pods).toEqual([]);
    }
  });

  test("a foreground deletion takes the set away last", () => {
    const spec = { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Retain" } };
    const { final, trace } = run([apply(2, "app:v1", spec), { at: "settled", foregroundDeleteSet: true }]);
    expect(final).toMatchObject({ outcome: "no-set", pods: [], claims: [], revisions: [] });
    expect(trace.at(-2)?.status).toBeDefined();
    expect(trace.at(-1)?.status).toBeUndefined();
  });
});
