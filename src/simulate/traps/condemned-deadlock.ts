import { condemnedPods, listOf } from "./describe-pods.ts";
import type { Trap } from "./trap.ts";

/** Two broken Pods above the wanted number wait for each other. */
export const condemnedDeadlock: Trap = {
  name: "condemned-deadlock",
  title: "Broken Pods that are to be removed wait for each other",
  sources: ["kubernetes#36333"],
  detect(situation) {
    const { simulation, workload } = situation;
    const { reason } = simulation.stop;
    if (simulation.final.outcome !== "blocked") return undefined;
    if (reason !== "condemned-not-ready" && reason !== "condemned-not-available") return undefined;
    const condemned = condemnedPods(situation);
    const broken = condemned.filter((pod) => !pod.ready).map(({ name }) => name);
    return {
      severity: "stuck",
      explanation: `The set is scaled to ${workload.replicas}, and ${listOf(condemned.map(({ name }) => name))} ${condemned.length === 1 ? "is" : "are"} to go. An ordered set removes from the top, and only while every other Pod is healthy; ${listOf(broken)} ${broken.length === 1 ? "is" : "are"} not, so each waits for the other for ever. \`kubectl rollout status\` says complete all the same. Deleting one of them is enough; the rest goes by itself.`,
    };
  },
  candidates: () => [{ steps: [], deletesBlockers: true, note: "" }],
};
