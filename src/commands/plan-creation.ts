import { type ClusterState, EMPTY_CLUSTER } from "../model/cluster.ts";
import type { InputObject } from "../model/inventory.ts";
import { numberAt } from "../model/json-read.ts";
import type { Plan } from "../model/report.ts";
import { ordinalOf } from "../simulate/names.ts";
import { applyOf } from "../simulate/operations.ts";
import { simulate } from "../simulate/simulate.ts";
import { buildPlan, type PlanSubject, refusedPlan } from "./build-plan.ts";
import type { OptionValues } from "./command.ts";
import type { ObjectIndex } from "./object-index.ts";
import { environmentOf, timingOf } from "./plan-environment.ts";
import type { RunSettings } from "./run-settings.ts";
import { serverAdmission } from "./server-admission.ts";

/** Moments that a plan may take: a few for every Pod, and many to spare. */
const MOMENTS_FOR_A_POD = 12;
const MOMENTS_TO_SPARE = 500;

/** The plan of a set that the cluster does not have yet. A set that the API server refuses gets a plan without steps. */
export function planCreation(set: InputObject, index: ObjectIndex, settings: RunSettings, options: OptionValues): Plan {
  const timing = timingOf(set.stored, options);
  const admission = serverAdmission(settings.version);
  const environment = environmentOf(timing, options, { old: undefined, new: admission.revisionName(set.stored, 0) });
  const subject: PlanSubject = { set, stored: set.stored, index, clusterDomain: settings.clusterDomain, timing };
  if (!set.accepted || set.gvk !== "apps/v1 StatefulSet") return refusedPlan(subject);
  const before = claimsInInput(set, index);
  const simulation = simulate({
    state: before,
    environment,
    operations: [applyOf(set.stored)],
    version: settings.version,
    admission,
    maxInstants: (numberAt(set.stored, "spec", "replicas") ?? 1) * MOMENTS_FOR_A_POD + MOMENTS_TO_SPARE,
  });
  return buildPlan(subject, simulation, before);
}

/** Claims that stand in the input themselves are there before the controller looks for them. */
export function claimsInInput(set: InputObject, index: ObjectIndex): ClusterState {
  const claims = index.inNamespace("v1 PersistentVolumeClaim", set.namespace).map(({ name }) => ({
    name,
    ordinal: ordinalOf(name),
    owners: [],
    due: -1,
  }));
  return { ...EMPTY_CLUSTER, claims };
}
