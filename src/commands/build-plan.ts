import { podNames } from "../kubernetes/dns-names.ts";
import { describeGoverningService } from "../kubernetes/governing-service.ts";
import type { ClusterState } from "../model/cluster.ts";
import type { InputObject } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import { listAt, numberAt, textAt, textMapAt } from "../model/json-read.ts";
import type { FinalPod, Simulation } from "../model/plan.ts";
import type {
  GoverningService,
  Plan,
  PlanAction,
  PlannedPod,
  PlanTiming,
  RevisionPair,
  SetFacts,
} from "../model/report.ts";
import { ordinalOf } from "../simulate/names.ts";
import type { ObjectIndex } from "./object-index.ts";
import { planClaims } from "./plan-claims.ts";

export interface PlanSubject {
  readonly set: InputObject;
  /** The set at the end, as stored. */
  readonly stored: JsonObject;
  readonly index: ObjectIndex;
  readonly clusterDomain: string;
  readonly timing: PlanTiming;
}

/** The plan that a finished simulation amounts to. `before` is the cluster that it started from. */
export function buildPlan(subject: PlanSubject, simulation: Simulation, before: ClusterState): Plan {
  const service = governingServiceOf(subject);
  const { final } = simulation;
  const claims = planClaims(subject, simulation, before);
  return {
    ...identityOf(subject),
    action: actionOf(simulation, before),
    governingService: service,
    revisions: revisionsOf(simulation),
    pods: final.pods
      .filter((pod) => pod.unowned !== true || final.outcome === "no-set")
      .map((pod) => plannedPod(subject, service, pod)),
    claims,
    simulation,
    outcome: final.outcome,
    blockedBy: simulation.blockedBy,
    dataRisk: claims.some(({ fate }) => fate === "delete" || fate === "replace") ? "loss" : "none",
    facts: factsOf(subject),
    change: undefined,
  };
}

/** A set that the API server refuses: nothing comes into being. */
export function refusedPlan(subject: PlanSubject): Plan {
  return {
    ...identityOf(subject),
    action: "refused",
    governingService: governingServiceOf(subject),
    revisions: { current: "", update: "" },
    pods: [],
    claims: [],
    simulation: undefined,
    outcome: "refused",
    blockedBy: [],
    dataRisk: "none",
    facts: factsOf(subject),
    change: undefined,
  };
}

function identityOf({ set }: PlanSubject): Pick<Plan, "statefulSet"> {
  return { statefulSet: { namespace: set.namespace, name: set.name } };
}

/** The Service that `serviceName` names, in the set's own namespace. */
export function governingServiceOf({ set, stored, index }: PlanSubject): GoverningService {
  const name = textAt(stored, "spec", "serviceName");
  const service = name === "" ? undefined : index.find("v1 Service", set.namespace, name);
  return describeGoverningService(name, service?.stored, firstPodLabels(set, stored));
}

/** Labels of the first Pod, with those that the controller adds, apart from its revision. */
function firstPodLabels(set: InputObject, stored: JsonObject): Readonly<Record<string, string>> {
  const ordinal = numberAt(stored, "spec", "ordinals", "start") ?? 0;
  return {
    ...textMapAt(stored, "spec", "template", "metadata", "labels"),
    "statefulset.kubernetes.io/pod-name": `${set.name}-${ordinal}`,
    "apps.kubernetes.io/pod-index": String(ordinal),
  };
}

function actionOf(simulation: Simulation, before: ClusterState): PlanAction {
  if (before.set === undefined) return "create";
  if (simulation.state.set === undefined) return "delete";
  return simulation.steps.length === 0 ? "none" : "update";
}

function revisionsOf(simulation: Simulation): RevisionPair {
  const { status } = simulation.final;
  return { current: status?.currentRevision ?? "", update: status?.updateRevision ?? "" };
}

function plannedPod({ set, stored, clusterDomain }: PlanSubject, service: GoverningService, pod: FinalPod): PlannedPod {
  const ordinal = ordinalOf(pod.name);
  const zone = { service: service.name, namespace: set.namespace, clusterDomain };
  const templates = listAt(stored, "spec", "volumeClaimTemplates").map((template) =>
    textAt(template, "metadata", "name"),
  );
  return {
    name: pod.name,
    ordinal,
    hostname: pod.name,
    subdomain: service.name,
    revision: pod.revision,
    dns: service.podNamesResolve === "no" ? { a: [], srv: [], short: [] } : podNames(pod.name, zone, service.ports),
    claims: [...new Set(templates)].map((template) => `${template}-${pod.name}`),
  };
}

function factsOf({ set, stored, timing }: PlanSubject): SetFacts {
  return {
    replicas: numberAt(stored, "spec", "replicas") ?? 1,
    start: numberAt(stored, "spec", "ordinals", "start") ?? 0,
    podManagementPolicy: textAt(stored, "spec", "podManagementPolicy") || "OrderedReady",
    updateStrategy: textAt(stored, "spec", "updateStrategy", "type") || "RollingUpdate",
    partition: numberAt(stored, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0,
    minReadySeconds: numberAt(stored, "spec", "minReadySeconds") ?? 0,
    place: set.manifest.locate(["metadata", "name"], "value"),
    containers: listAt(stored, "spec", "template", "spec", "containers").length,
    timing,
    stored,
  };
}
