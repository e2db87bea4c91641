import { bindClaims, type ClaimRequest } from "../kubernetes/bind-volumes.ts";
import type { InputObject } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import { listAt, objectAt, textAt } from "../model/json-read.ts";
import type { Plan } from "../model/report.ts";
import type { ObjectIndex } from "./object-index.ts";

/**
 * Says of every claim of every plan where its volume comes from. Claims that stand in the input are served first,
 * then those of the sets in input order: two sets of one class share its volumes.
 */
export function assignVolumes(plans: readonly Plan[], index: ObjectIndex): Plan[] {
  if (plans.every((plan) => plan.claims.length === 0)) return [...plans];
  const requests = [...index.ofKind("v1 PersistentVolumeClaim").map(writtenRequest), ...plans.flatMap(plannedRequests)];
  const volumes = bindClaims(
    requests,
    index.ofKind("v1 PersistentVolume").map(storedOf),
    index.ofKind("storage.k8s.io/v1 StorageClass").map(storedOf),
  );
  return plans.map((plan) => ({
    ...plan,
    claims: plan.claims.map((claim) => ({
      ...claim,
      volume: volumes.get(`${plan.statefulSet.namespace}/${claim.name}`) ?? claim.volume,
    })),
  }));
}

function storedOf({ stored }: InputObject): JsonObject {
  return stored;
}

function writtenRequest({ namespace, name, stored }: InputObject): ClaimRequest {
  return { namespace, name, spec: objectAt(stored, "spec") };
}

function plannedRequests({ statefulSet, facts, claims }: Plan): ClaimRequest[] {
  const specs = new Map<string, JsonObject>();
  for (const template of listAt(facts.stored, "spec", "volumeClaimTemplates")) {
    specs.set(textAt(template, "metadata", "name"), objectAt(template, "spec"));
  }
  const { namespace } = statefulSet;
  return claims
    .filter((claim) => claim.fate !== "delete")
    .map(({ name, template }) => ({ namespace, name, spec: specs.get(template) ?? {} }));
}
