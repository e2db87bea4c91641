import { undoCandidates } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** The API server refuses the Pod or the claim that the controller makes of the template. */
export const podRefused: Trap = {
  name: "pod-refused",
  title: "The API server refuses what the controller makes of the template",
  sources: ["kubernetes#64023", "kubernetes#60619"],
  detect({ simulation, workload }) {
    const blocker = simulation.blockedBy.find(({ until, message }) => until === "fixed" && message !== "");
    if (blocker === undefined || simulation.final.outcome !== "blocked") return undefined;
    const others = workload.isParallel ? "" : " Nothing above it is created.";
    return {
      severity: "stuck",
      explanation: `${blocker.on} cannot be created: ${blocker.message}. The set itself was accepted; the refusal stands only in its events.${others}`,
    };
  },
  candidates: undoCandidates,
};
