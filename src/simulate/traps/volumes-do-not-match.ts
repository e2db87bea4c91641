import { listOf } from "./describe-pods.ts";
import type { Trap } from "./trap.ts";

/** Pods that were adopted after a re-creation lack a volume of the new claim templates. */
export const volumesDoNotMatch: Trap = {
  name: "volumes-do-not-match",
  title: "Adopted Pods lack a claim of the new templates, and cannot get it",
  sources: ["kubernetes#69041"],
  detect({ simulation, workload, pods }) {
    const blocker = simulation.blockedBy.find(({ until }) => until === "deleted-by-hand");
    if (blocker === undefined || blocker.reason !== "error") return undefined;
    const mounted = pods.get(blocker.on)?.blueprint.ownClaims.map(([volume]) => volume) ?? [];
    const claims = workload.claimTemplates
      .filter((template) => !mounted.includes(template))
      .map((template) => `${template}-${blocker.on}`);
    return {
      severity: "stuck",
      explanation: `${blocker.on} was made before the set had its present claim templates, and does not mount ${listOf(claims)}. The controller tries to write the volume into the Pod, which the API server refuses, and begins again; it never gets to any Pod above. A new template does not help. Delete the Pods by hand, lowest first: each comes back with its claims.`,
    };
  },
  candidates: () => [{ steps: [], deletesBlockers: true, note: "" }],
};
