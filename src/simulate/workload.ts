import { type Requirement, requirementsOf } from "../kubernetes/label-selector.ts";
import { isEnabled, type KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { OwnerReference, PodBlueprint, SetRecord, Uid } from "../model/cluster.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";

/** The annotation that `kubectl rollout history` shows. */
export const CHANGE_CAUSE = "kubernetes.io/change-cause";

export type UpdateStrategy = "RollingUpdate" | "OnDelete" | "Recreate";
export type Retention = "Retain" | "Delete";

/** What the controller asks of a stored StatefulSet, read once. */
export interface Workload {
  readonly object: JsonObject;
  readonly name: string;
  readonly namespace: string;
  readonly uid: Uid;
  readonly generation: number;
  /** First wanted ordinal, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly replicas: number;
  readonly isParallel: boolean;
  readonly strategy: UpdateStrategy;
  /** `spec.updateStrategy.rollingUpdate` is there. */
  readonly hasBlock: boolean;
  readonly partition: number;
  readonly maxUnavailable: JsonValue | undefined;
  readonly minReadySeconds: number;
  readonly historyLimit: number;
  readonly claimTemplates: readonly string[];
  readonly whenDeleted: Retention;
  readonly whenScaled: Retention;
  /** The controller writes owner references of claims (gate StatefulSetAutoDeletePVC). */
  readonly ownsClaims: boolean;
  readonly selector: readonly Requirement[];
  readonly template: JsonObject;
  /** Annotation `kubernetes.io/change-cause`, which its revisions take over. */
  readonly changeCause: string;
  /** The reference that makes the set the controller of a claim. */
  readonly ownReference: OwnerReference;
}

/** Reads a stored set (with the server's defaults). */
export function workloadOf(set: SetRecord, version: KubernetesVersion): Workload {
  const metadata = objectAt(set.object, "metadata");
  const spec = objectAt(set.object, "spec");
  const block = valueAt(spec, "updateStrategy", "rollingUpdate");
  const start = isEnabled(version, "StatefulSetStartOrdinal") ? (numberAt(spec, "ordinals", "start") ?? 0) : 0;
  const replicas = numberAt(spec, "replicas") ?? 1;
  const name = textAt(metadata, "name");
  return {
    object: set.object,
    name,
    namespace: textAt(metadata, "namespace") || "default",
    uid: set.uid,
    generation: set.generation,
    start,
    end: start + replicas,
    replicas,
    isParallel: textAt(spec, "podManagementPolicy") === "Parallel",
    strategy: strategyOf(textAt(spec, "updateStrategy", "type")),
    hasBlock: isObject(block),
    partition: numberAt(block, "partition") ?? 0,
    maxUnavailable: valueAt(block, "maxUnavailable"),
    minReadySeconds: numberAt(spec, "minReadySeconds") ?? 0,
    historyLimit: numberAt(spec, "revisionHistoryLimit") ?? 10,
    claimTemplates: listAt(spec, "volumeClaimTemplates").map((template) => textAt(template, "metadata", "name")),
    whenDeleted: retentionOf(spec, "whenDeleted"),
    whenScaled: retentionOf(spec, "whenScaled"),
    ownsClaims: isEnabled(version, "StatefulSetAutoDeletePVC"),
    selector: requirementsOf(objectAt(spec, "selector")),
    template: objectAt(spec, "template"),
    changeCause: textAt(metadata, "annotations", CHANGE_CAUSE),
    ownReference: { apiVersion: "apps/v1", kind: "StatefulSet", name, uid: set.uid, controller: true },
  };
}

/** What Pods made from this template have in common. Claim volumes replace template volumes of their name. */
export function blueprintOf(template: JsonObject, setName: string, claimTemplates: readonly string[]): PodBlueprint {
  const ownClaims: [string, string][] = [];
  for (const volume of listAt(template, "spec", "volumes")) {
    const claim = textAt(volume, "persistentVolumeClaim", "claimName");
    const name = textAt(volume, "name");
    if (claim !== "" && !claimTemplates.includes(name)) ownClaims.push([name, claim]);
  }
  const image = valueAt(template, "spec", "containers", 0, "image");
  return {
    labels: textMapAt(template, "metadata", "labels"),
    image: typeof image === "string" ? image : undefined,
    claimTemplates,
    setName,
    ownClaims,
  };
}

function strategyOf(type: string): UpdateStrategy {
  return type === "OnDelete" || type === "Recreate" ? type : "RollingUpdate";
}

function retentionOf(spec: JsonObject, when: string): Retention {
  return textAt(spec, "persistentVolumeClaimRetentionPolicy", when) === "Delete" ? "Delete" : "Retain";
}
