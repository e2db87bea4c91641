import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { healthOf } from "../../src/simulate/pod-health.ts";

const READY = { conditions: [{ type: "Ready", status: "True" }], phase: "Running" };
const NOT_READY = { conditions: [{ type: "Ready", status: "False", reason: "ContainersNotReady" }], phase: "Running" };
const UNSCHEDULED = { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "no node" };

function waiting(reason: string, kind = "containerStatuses", phase = "Pending"): JsonObject {
  return { phase, [kind]: [{ name: "main", state: { waiting: { reason } } }] };
}

describe("the health of a Pod", () => {
  test.each<[string, JsonObject, string, string]>([
    ["is ready", { status: READY }, "ready", ""],
    ["has just been made", { status: { phase: "Pending" } }, "starting", ""],
    ["makes its containers", { status: waiting("ContainerCreating") }, "starting", ""],
    ["cannot pull its image", { status: waiting("ImagePullBackOff") }, "failing", "ImagePullBackOff"],
    [
      "fails in an init container",
      { status: waiting("CrashLoopBackOff", "initContainerStatuses") },
      "failing",
      "CrashLoopBackOff",
    ],
    [
      "crashes again and again",
      { status: waiting("CrashLoopBackOff", "containerStatuses", "Running") },
      "failing",
      "CrashLoopBackOff",
    ],
    ["has no node", { status: { phase: "Pending", conditions: [UNSCHEDULED] } }, "unscheduled", "Unschedulable"],
    ["runs and is not ready", { status: NOT_READY }, "unready", "ContainersNotReady"],
    [
      "has not answered its startup probe",
      { status: { ...NOT_READY, containerStatuses: [{ started: false, restartCount: 0, state: { running: {} } }] } },
      "starting",
      "",
    ],
    [
      "was started again because of its startup probe",
      { status: { ...NOT_READY, containerStatuses: [{ started: false, restartCount: 2, state: { running: {} } }] } },
      "unready",
      "ContainersNotReady",
    ],
    [
      "waits for a readiness gate",
      { spec: { readinessGates: [{ conditionType: "lb" }] }, status: NOT_READY },
      "failing",
      "ReadinessGatesNotReady",
    ],
    ["is evicted", { status: { phase: "Failed", reason: "Evicted" } }, "ended", "Evicted"],
    ["has ended", { status: { phase: "Succeeded" } }, "ended", "Succeeded"],
    ["is terminating", { metadata: { deletionTimestamp: "x" }, status: READY }, "terminating", ""],
    [
      "is terminating on a lost node",
      { metadata: { deletionTimestamp: "x" }, status: { reason: "NodeLost" } },
      "held",
      "NodeLost",
    ],
    [
      "is held by a finalizer",
      { metadata: { deletionTimestamp: "x", finalizers: ["a/b"] }, status: READY },
      "held",
      "finalizer",
    ],
  ])("%s", (_, pod, condition, reason) => {
    expect(healthOf(pod)).toMatchObject({ condition, reason });
  });
});
