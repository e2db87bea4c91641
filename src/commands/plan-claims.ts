import { claimName, podName } from "../kubernetes/pod-of-set.ts";
import type { ClusterState } from "../model/cluster.ts";
import type { InputObject } from "../model/inventory.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../model/json-read.ts";
import type { Simulation } from "../model/plan.ts";
import type { PlannedClaim, PlannedClaimFate } from "../model/report.ts";
import { ordinalOf } from "../simulate/names.ts";

export interface ClaimSubject {
  readonly set: InputObject;
  /** The set at the end, as stored. */
  readonly stored: JsonObject;
}

interface NamedClaim {
  readonly name: string;
  readonly template: string;
  readonly ordinal: number;
  readonly fate: PlannedClaimFate;
}

/**
 * The claims that the set's Pods use or used, by ordinal and then claim template, with what becomes of them. Where
 * their volumes come from is said by `assignVolumes`.
 */
export function planClaims(subject: ClaimSubject, simulation: Simulation, before: ClusterState): PlannedClaim[] {
  const templates = claimTemplates(subject.stored);
  if (templates.size === 0) return [];
  const order = [...templates.keys()];
  const named = [...claimFates(simulation, before)]
    .flatMap(([name, fate]) => ownClaim(subject.set.name, order, name, fate))
    .sort((a, b) => a.ordinal - b.ordinal || order.indexOf(a.template) - order.indexOf(b.template));
  return named.map((claim) => {
    const spec = objectAt(templates.get(claim.template), "spec");
    const className = valueAt(spec, "storageClassName");
    return {
      name: claim.name,
      template: claim.template,
      pod: podName(subject.set.name, claim.ordinal),
      storage: textAt(spec, "resources", "requests", "storage"),
      accessModes: listAt(spec, "accessModes").filter((mode) => typeof mode === "string"),
      storageClassName: typeof className === "string" ? className : null,
      fate: claim.fate,
      volume: { kind: "unknown" },
    };
  });
}

/** By name; of two templates with one name the last counts, as in the controller. */
function claimTemplates(stored: JsonObject): Map<string, JsonObject> {
  const templates = new Map<string, JsonObject>();
  for (const template of listAt(stored, "spec", "volumeClaimTemplates")) {
    if (isObject(template)) templates.set(textAt(template, "metadata", "name"), template);
  }
  return templates;
}

function claimFates(simulation: Simulation, before: ClusterState): Map<string, PlannedClaimFate> {
  const there = new Set(before.claims.map((claim) => claim.name));
  const stays = new Set(simulation.final.claims.flatMap((claim) => (claim.terminating === true ? [] : [claim.name])));
  const inUse = new Set(
    before.pods.flatMap((pod) => pod.blueprint.claimTemplates.map((template) => `${template}-${pod.name}`)),
  );
  const wanted = new Set(
    simulation.state.pods.flatMap((pod) => pod.blueprint.claimTemplates.map((template) => `${template}-${pod.name}`)),
  );
  const fates = new Map<string, PlannedClaimFate>();
  for (const name of there) {
    const isTakenUp = !inUse.has(name) && wanted.has(name);
    if (!stays.has(name)) fates.set(name, "delete");
    else fates.set(name, isTakenUp ? "reuse" : "keep");
  }
  for (const { action, claim = "" } of simulation.steps) {
    if (action === "create-claim" && stays.has(claim)) fates.set(claim, "create");
  }
  return fates;
}

/** A claim that one of the set's templates names; claims of others are passed over. */
function ownClaim(setName: string, templates: readonly string[], name: string, fate: PlannedClaimFate): NamedClaim[] {
  const ordinal = ordinalOf(name);
  const template = templates.find((candidate) => claimName(candidate, setName, ordinal) === name);
  return template === undefined ? [] : [{ name, template, ordinal, fate }];
}
