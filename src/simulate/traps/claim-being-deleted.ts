import { deletePodStep, releaseStep } from "./remedy-steps.ts";
import type { Candidate, Situation, Trap } from "./trap.ts";

/** A claim is terminating: its Pod cannot come, or will come with an empty one. */
export const claimBeingDeleted: Trap = {
  name: "claim-being-deleted",
  title: "A claim is being deleted",
  sources: ["kubernetes#74374", "kubernetes#89910"],
  detect(situation) {
    const { start, simulation } = situation;
    const stuck = simulation.final.claims.find(
      (claim) => claim.terminating === true && isWanted(situation, claim.name),
    );
    const going = stuck ?? start.claims.find((claim) => claim.due >= 0 && isWanted(situation, claim.name));
    if (going === undefined) return undefined;
    const goes = stuck === undefined ? " The controller is about to replace it." : "";
    const { name } = going;
    const users = mountingPods(situation, name);
    const held = start.claims.find((claim) => claim.name === name)?.due === Number.POSITIVE_INFINITY;
    const [user] = users;
    if (simulation.final.outcome === "blocked" && stuck !== undefined) {
      const why = held
        ? "A finalizer holds it, so it does not go by itself."
        : `${user ?? "A Pod"} holds it, and cannot run with it.`;
      return {
        severity: "stuck",
        explanation: `Claim ${name} is being deleted; the controller does not use it any more, and makes a new one only when it is gone. ${why} Its data will be lost; a deletion cannot be taken back.`,
      };
    }
    if (user === undefined) return undefined;
    if (start.pods.some((pod) => pod.name === user && pod.goneAt >= 0)) {
      return {
        severity: "warning",
        explanation: `Claim ${name} is being deleted and goes with ${user}, which is going already: its data is lost, and ${user} comes back with an empty one.`,
      };
    }
    return {
      severity: "warning",
      explanation: `Claim ${name} is being deleted and only waits for ${user}, which uses it.${goes} As soon as ${user} is replaced, for whatever reason, the claim goes with its data, and ${user} comes back with an empty one. The deletion cannot be taken back: save the data while ${user} runs.`,
    };
  },
  candidates(situation) {
    if (situation.simulation.final.outcome !== "blocked") return [];
    return situation.simulation.final.claims
      .filter((claim) => claim.terminating === true && isWanted(situation, claim.name))
      .flatMap(({ name }) => waysOut(situation, name));
  },
};

function waysOut(situation: Situation, claim: string): Candidate[] {
  const isHeld = situation.start.claims.some(({ name, due }) => name === claim && due === Number.POSITIVE_INFINITY);
  const deletions = mountingPods(situation, claim).map((pod) => deletePodStep(situation, pod));
  if (!isHeld)
    return [{ steps: deletions, deletesBlockers: false, note: `The Pod comes back with an empty claim ${claim}.` }];
  const release = releaseStep(situation, "pvc", claim);
  const note = `Find out first who put the finalizer on ${claim}.`;
  return [{ steps: [...deletions, release], deletesBlockers: false, note }];
}

/** The claim of a wanted ordinal. */
function isWanted({ workload }: Situation, claim: string): boolean {
  const ordinal = Number(claim.slice(claim.lastIndexOf("-") + 1));
  return (
    ordinal >= workload.start &&
    ordinal < workload.end &&
    workload.claimTemplates.some((template) => claim === `${template}-${workload.name}-${ordinal}`)
  );
}

function mountingPods({ pods }: Situation, claim: string): string[] {
  return [...pods.values()]
    .filter(({ name, blueprint }) => {
      return (
        blueprint.claimTemplates.some((template) => `${template}-${name}` === claim) ||
        blueprint.ownClaims.some(([, own]) => own === claim)
      );
    })
    .map(({ name }) => name);
}
