import type { ChangeEffect, FieldChange } from "../model/object-diff.ts";

/** What a change of one field causes, and why, before anything is known of the answer of the API server. */
export interface EffectRule {
  readonly effect: ChangeEffect;
  readonly because: string;
}

interface EffectRow extends EffectRule {
  /** Field path; it covers everything below it. */
  readonly field: string;
}

/*
 * One table a kind; the first row that covers the field decides. Facts: the StatefulSet API documentation and
 * what `semantics` of the controller say of each field (only the template is part of a revision).
 */
const STATEFUL_SET: readonly EffectRow[] = [
  { field: "spec.template", effect: "rolls-pods", because: "the Pod template is what a revision is made of" },
  { field: "spec.replicas", effect: "in-place", because: "scales the set" },
  {
    field: "spec.ordinals",
    effect: "in-place",
    because: "Pods outside the new range go, Pods inside it come; no data moves",
  },
  {
    field: "spec.updateStrategy.rollingUpdate.partition",
    effect: "in-place",
    because: "moves the border between old and new revision",
  },
  { field: "spec.updateStrategy", effect: "in-place", because: "decides how the next update goes" },
  { field: "spec.minReadySeconds", effect: "in-place", because: "counts from the next check on, for running Pods too" },
  { field: "spec.revisionHistoryLimit", effect: "in-place", because: "old revisions above the limit are removed" },
  {
    field: "spec.persistentVolumeClaimRetentionPolicy",
    effect: "in-place",
    because:
      "owner references of the claims of running Pods are brought in line; claims scaled away earlier are not touched",
  },
  { field: "spec.selector", effect: "refused", because: "immutable" },
  { field: "spec.serviceName", effect: "refused", because: "immutable" },
  { field: "spec.podManagementPolicy", effect: "refused", because: "immutable" },
  { field: "spec.volumeClaimTemplates", effect: "refused", because: "immutable" },
  {
    field: "metadata.name",
    effect: "new-only",
    because: "another name is another set, with Pods and claims of its own",
  },
  {
    field: "metadata.namespace",
    effect: "new-only",
    because: "another namespace is another set, with Pods and claims of its own",
  },
  { field: "metadata", effect: "in-place", because: "labels and annotations of the set itself reach no Pod" },
];

const SERVICE: readonly EffectRow[] = [
  {
    field: "spec.selector",
    effect: "in-place",
    because: "other Pods stand behind the Service and its DNS names at once",
  },
  {
    field: "spec.publishNotReadyAddresses",
    effect: "in-place",
    because: "decides whether Pods that are not ready have DNS names",
  },
  { field: "spec.ports", effect: "in-place", because: "SRV names and ports change at once" },
  { field: "spec", effect: "in-place", because: "no Pod restarts" },
  { field: "metadata", effect: "none", because: "labels and annotations of a Service reach no Pod" },
];

const CLAIM: readonly EffectRow[] = [
  { field: "spec.resources", effect: "in-place", because: "a claim can grow where its StorageClass allows it" },
  { field: "spec.volumeAttributesClassName", effect: "in-place", because: "the driver changes the volume" },
  { field: "spec", effect: "refused", because: "the spec of a bound claim is immutable" },
  { field: "metadata", effect: "none", because: "labels and annotations of a claim change nothing for its volume" },
];

const CONFIGURATION: readonly EffectRow[] = [
  {
    field: "data",
    effect: "manual-step",
    because: "running Pods keep the old values in their environment until they are re-created",
  },
  {
    field: "stringData",
    effect: "manual-step",
    because: "running Pods keep the old values in their environment until they are re-created",
  },
  { field: "binaryData", effect: "manual-step", because: "running Pods keep the old values until they are re-created" },
  { field: "metadata", effect: "none", because: "labels and annotations reach no Pod" },
];

const DISRUPTION: readonly EffectRow[] = [
  { field: "spec", effect: "in-place", because: "counts for evictions only, never for rollouts" },
];

const AUTOSCALER: readonly EffectRow[] = [
  { field: "spec", effect: "in-place", because: "the autoscaler sets `replicas` of its target" },
];

const TABLES: Readonly<Record<string, readonly EffectRow[]>> = {
  StatefulSet: STATEFUL_SET,
  Service: SERVICE,
  PersistentVolumeClaim: CLAIM,
  ConfigMap: CONFIGURATION,
  Secret: CONFIGURATION,
  PodDisruptionBudget: DISRUPTION,
  HorizontalPodAutoscaler: AUTOSCALER,
};

/** The effect of one changed field of an object of this kind; undefined for kinds of which sts-plan knows nothing. */
export function effectOf(kind: string, change: FieldChange): EffectRule | undefined {
  const rows = TABLES[kind];
  if (!rows) return undefined;
  const path = change.at.join(".");
  return (
    rows.find((row) => path === row.field || path.startsWith(`${row.field}.`)) ?? {
      effect: "in-place",
      because: "no Pod restarts",
    }
  );
}
