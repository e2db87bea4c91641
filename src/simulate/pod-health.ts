import type { JsonObject, JsonValue } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../model/json-read.ts";

/**
 * How a Pod of a dump is: `starting` will become ready by itself as far as can be seen, `failing` will not, `unready`
 * runs and nobody knows whether it will, `unscheduled` has no node that would take it, `held` is terminating and cannot go by itself.
 */
export type PodCondition =
  | "ready"
  | "starting"
  | "failing"
  | "unready"
  | "unscheduled"
  | "ended"
  | "terminating"
  | "held";

export interface PodHealth {
  readonly name: string;
  readonly condition: PodCondition;
  /** As Kubernetes names it: `ImagePullBackOff`, `Unschedulable`; "" when the dump names none. */
  readonly reason: string;
  /** What the kubelet or the scheduler says; "" without. */
  readonly message: string;
}

/** Reasons for which a container waits and does not get further by itself. */
const FAILING: ReadonlySet<string> = new Set([
  "CrashLoopBackOff",
  "CreateContainerConfigError",
  "CreateContainerError",
  "ErrImageNeverPull",
  "ErrImagePull",
  "ImageInspectError",
  "ImagePullBackOff",
  "InvalidImageName",
  "PostStartHookError",
  "RegistryUnavailable",
  "RunContainerError",
]);

/** Reads the health of a Pod from its object, as `kubectl get pods -o yaml` prints it. */
export function healthOf(pod: JsonObject): PodHealth {
  const name = textAt(pod, "metadata", "name");
  const { condition, reason = "", message = "" } = judge(pod);
  return { name, condition, reason, message };
}

type Judgement = Pick<PodHealth, "condition"> & Partial<PodHealth>;

function judge(pod: JsonObject): Judgement {
  const status = objectAt(pod, "status");
  if (textAt(pod, "metadata", "deletionTimestamp") !== "") return judgeTerminating(pod, status);
  const phase = textAt(status, "phase");
  if (phase === "Failed" || phase === "Succeeded") {
    return { condition: "ended", reason: textAt(status, "reason") || phase, message: textAt(status, "message") };
  }
  if (phase === "Running" && isTrue(conditionOf(status, "Ready"))) return { condition: "ready" };
  const failing = failingContainer(status);
  if (failing !== undefined) return failing;
  const scheduled = conditionOf(status, "PodScheduled");
  if (textAt(scheduled, "reason") === "Unschedulable") {
    return { condition: "unscheduled", reason: "Unschedulable", message: textAt(scheduled, "message") };
  }
  if (phase !== "Running") return { condition: "starting" };
  const ready = conditionOf(status, "Ready");
  const gate = readinessGate(pod, status);
  if (gate !== undefined) return gate;
  if (isStartingUp(status)) return { condition: "starting" };
  return { condition: "unready", reason: textAt(ready, "reason"), message: textAt(ready, "message") };
}

/** A startup probe has not answered yet, and no container had to be started again. */
function isStartingUp(status: JsonObject): boolean {
  const containers = listAt(status, "containerStatuses");
  return (
    containers.some((container) => valueAt(container, "started") === false) &&
    containers.every((container) => (numberAt(container, "restartCount") ?? 0) === 0)
  );
}

function judgeTerminating(pod: JsonObject, status: JsonObject): Judgement {
  const finalizers = listAt(pod, "metadata", "finalizers").filter((finalizer) => typeof finalizer === "string");
  if (finalizers.length > 0) return { condition: "held", reason: "finalizer", message: finalizers.join(", ") };
  if (textAt(status, "reason") === "NodeLost") {
    return { condition: "held", reason: "NodeLost", message: textAt(status, "message") };
  }
  return { condition: "terminating" };
}

/** A container that waits for a reason, or that has ended and is not started again. */
function failingContainer(status: JsonObject): Judgement | undefined {
  const containers = [...listAt(status, "initContainerStatuses"), ...listAt(status, "containerStatuses")];
  for (const container of containers) {
    const waiting = objectAt(container, "state", "waiting");
    const reason = textAt(waiting, "reason");
    if (FAILING.has(reason)) {
      const name = textAt(container, "name");
      const exit = numberAt(container, "lastState", "terminated", "exitCode");
      const ended = exit === undefined ? "" : ` (it ended with exit code ${exit})`;
      const message = textAt(waiting, "message") || `container ${name}`;
      return { condition: "failing", reason, message: `${message}${ended}` };
    }
  }
  return undefined;
}

/** Somebody outside of the Pod has to say that it is ready. */
function readinessGate(pod: JsonObject, status: JsonObject): Judgement | undefined {
  for (const gate of listAt(pod, "spec", "readinessGates")) {
    const type = textAt(gate, "conditionType");
    if (isTrue(conditionOf(status, type))) continue;
    return { condition: "failing", reason: "ReadinessGatesNotReady", message: `condition ${type} is not true` };
  }
  return undefined;
}

function conditionOf(status: JsonObject, type: string): JsonValue | undefined {
  return listAt(status, "conditions").find((condition) => textAt(condition, "type") === type);
}

function isTrue(condition: JsonValue | undefined): boolean {
  return textAt(condition, "status") === "True";
}
