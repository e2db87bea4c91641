import { claimName, podName } from "../kubernetes/pod-of-set.ts";
import type { ClusterState } from "../model/cluster.ts";
import type { InputObject } from "../model/inventory.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../model/json-read.ts";
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
  const named = [...claimFates(subject, simulation, before)]
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

/** `orphan`: it stays, and no Pod of the set uses it any more. `replace`: an empty one of the same name has taken its place. */
function claimFates(
  subject: ClaimSubject,
  simulation: Simulation,
  before: ClusterState,
): Map<string, PlannedClaimFate> {
  const stays = new Set(simulation.final.claims.flatMap((claim) => (claim.terminating === true ? [] : [claim.name])));
  const made = new Set(simulation.steps.flatMap(({ action, claim }) => (action === "create-claim" ? [claim] : [])));
  const hadPod = podOrdinals(subject, before);
  const hasPod = wantedOrdinals(subject, simulation);
  const fates = new Map<string, PlannedClaimFate>();
  for (const { name, ordinal } of before.claims) {
    if (!stays.has(name)) fates.set(name, "delete");
    else if (made.has(name)) fates.set(name, "replace");
    else if (!hasPod(ordinal)) fates.set(name, "orphan");
    else fates.set(name, hadPod.has(ordinal) ? "keep" : "reuse");
  }
  for (const name of made) {
    if (name === undefined || !stays.has(name) || fates.has(name)) continue;
    fates.set(name, hasPod(ordinalOf(name)) ? "create" : "orphan");
  }
  return fates;
}

function podOrdinals({ set }: ClaimSubject, { pods }: ClusterState): Set<number> {
  return new Set(pods.flatMap(({ name, ordinal }) => (name === podName(set.name, ordinal) ? [ordinal] : [])));
}

/** Ordinals that have a Pod at the end, or are to have one. */
function wantedOrdinals(subject: ClaimSubject, { state }: Simulation): (ordinal: number) => boolean {
  const there = podOrdinals(subject, state);
  const spec = objectAt(state.set?.object, "spec");
  const start = numberAt(spec, "ordinals", "start") ?? 0;
  const end = state.set === undefined ? start : start + (numberAt(spec, "replicas") ?? 1);
  return (ordinal) => there.has(ordinal) || (ordinal >= start && ordinal < end);
}

/** A claim that one of the set's templates names; claims of others are passed over. */
function ownClaim(setName: string, templates: readonly string[], name: string, fate: PlannedClaimFate): NamedClaim[] {
  const ordinal = ordinalOf(name);
  const template = templates.find((candidate) => claimName(candidate, setName, ordinal) === name);
  return template === undefined ? [] : [{ name, template, ordinal, fate }];
}
