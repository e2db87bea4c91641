import { viewOfSet } from "../diff/set-view.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { JsonObject } from "../model/json.ts";
import type { ClaimOutcome, Recipe, VerifiedRecipe } from "../model/object-diff.ts";
import type { Simulation } from "../model/plan.ts";
import type { Operation, OperationAction } from "../model/scenario.ts";
import { healthyState } from "../simulate/healthy-state.ts";
import { instantsFor, simulate } from "../simulate/simulate.ts";
import { serverAdmission } from "./server-admission.ts";

const ENVIRONMENT = { startSeconds: 10, terminateSeconds: 5 };

/** How many Pods a stored set asks for. */
export function replicasOf(set: JsonObject): number {
  return viewOfSet(set).replicas;
}

/** Runs operations, one settled after the other, over a set that is rolled out and healthy. */
export function simulateChange(
  old: JsonObject,
  actions: readonly OperationAction[],
  version: KubernetesVersion,
): Simulation {
  const admission = serverAdmission(version);
  const { replicas } = viewOfSet(old);
  const operations: Operation[] = actions.map((action) => ({ ...action, at: "settled" }));
  return simulate({
    state: healthyState(old, version, admission),
    environment: ENVIRONMENT,
    operations,
    version,
    admission,
    maxInstants: instantsFor(replicas) * (actions.length + 1),
  });
}

/** The recipe with what its simulation comes to; only looking and waiting cannot be simulated. */
export function verifyRecipe(old: JsonObject, recipe: Recipe, version: KubernetesVersion): VerifiedRecipe {
  const actions = recipe.steps.flatMap(({ operation }) => (operation === null ? [] : [operation]));
  if (actions.length === 0) return { ...recipe, outcome: "not-simulated", keptClaims: [] };
  const simulation = simulateChange(old, actions, version);
  const before = new Set(claimNames(old));
  const keptClaims = simulation.final.claims
    .filter(({ name, terminating }) => before.has(name) && !terminating)
    .map(({ name }) => name);
  return { ...recipe, outcome: simulation.final.outcome, keptClaims };
}

/** The claims that the Pods of a set have when it is healthy. */
export function claimNames(set: JsonObject): string[] {
  const { claimTemplates, pods } = viewOfSet(set);
  return pods.flatMap((pod) => claimTemplates.map(({ name }) => `${name}-${pod}`));
}

/** What becomes of the claims that were there and of those that come, by the end of a simulation. */
export function claimOutcomes(old: JsonObject, next: JsonObject | undefined, simulation: Simulation): ClaimOutcome[] {
  const after = new Map(simulation.final.claims.map((claim) => [claim.name, claim]));
  const used = new Set(next === undefined ? [] : claimNames(next));
  const before = claimNames(old);
  const outcomes = before.map((name): ClaimOutcome => {
    const claim = after.get(name);
    if (!claim || claim.terminating)
      return { name, fate: "deleted", because: "the retention policy gives it an owner that goes" };
    if (used.has(name)) return { name, fate: "kept", because: "its Pod goes on using it" };
    return { name, fate: "orphaned", because: "no Pod of the set uses it any more; it stays, with its data" };
  });
  const known = new Set(before);
  const created = [...after.keys()].filter((name) => !known.has(name));
  return [...outcomes, ...created.map((name): ClaimOutcome => ({ name, fate: "created", because: "a Pod needs it" }))];
}
