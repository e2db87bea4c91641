import type { PodHealth } from "../pod-health.ts";
import { forceDeleteStep, releaseStep } from "./remedy-steps.ts";
import type { Situation, Trap } from "./trap.ts";

/** A terminating Pod cannot go: its node is lost, or a finalizer holds it. */
export const stuckTerminating: Trap = {
  name: "stuck-terminating",
  title: "A terminating Pod does not go, so its successor cannot come",
  sources: [
    "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/",
    "kubernetes#55713",
    "kubernetes#74689",
  ],
  detect(situation) {
    const [health] = heldPods(situation);
    if (health === undefined) return undefined;
    const { name, reason, message } = health;
    const why =
      reason === "finalizer"
        ? `the finalizer ${message} holds it, until whoever put it there takes it off`
        : "its node does not answer, and nobody else may say that it has stopped";
    return {
      severity: "stuck",
      explanation: `${name} is terminating and does not go by itself: ${why}. A set never runs two Pods of one name, so the controller waits.`,
    };
  },
  candidates(situation) {
    const held = heldPods(situation);
    const steps = held.map(({ name, reason }) =>
      reason === "finalizer" ? releaseStep(situation, "pod", name) : forceDeleteStep(situation, name),
    );
    const isNodeLost = held.some(({ reason }) => reason === "NodeLost");
    const note = isNodeLost
      ? "Only when the node is certainly down or cut off: otherwise two Pods with the same name may write to the same data."
      : "Find out first what the finalizer is for.";
    return [{ steps, deletesBlockers: false, note }];
  },
};

function heldPods({ health, set, pods }: Situation): PodHealth[] {
  return [...health.values()].filter(
    ({ name, condition }) => condition === "held" && pods.get(name)?.owner === set.uid,
  );
}
