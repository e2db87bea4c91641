/** What a change of a field does to a live set. */
export type FieldEffect = "immutable" | "rolls Pods" | "in place";

export interface FieldNote {
  readonly effect: FieldEffect;
  readonly note: string;
}

/** Fields of a StatefulSet with what the controller makes of them, by path below the object. */
export const FIELD_NOTES: Readonly<Record<string, FieldNote>> = {
  "metadata.name": {
    effect: "immutable",
    note: "Pods are called `<name>-<ordinal>`, claims `<template>-<name>-<ordinal>`, and each Pod carries `<name>-<hash>` as a label value: keep it to 52 characters, without dots.",
  },
  "spec.replicas": {
    effect: "in place",
    note: "Ordinals `ordinals.start` to `ordinals.start + replicas - 1`. Default 1. Scaling down removes the highest ordinal first and keeps its claims unless `persistentVolumeClaimRetentionPolicy.whenScaled` is Delete. Taking the line out of an applied file scales to 1.",
  },
  "spec.ordinals.start": {
    effect: "in place",
    note: "First ordinal, default 0. Raising it removes low ordinals and creates high ones, with other claims; no data moves. `partition` counts from here.",
  },
  "spec.serviceName": {
    effect: "immutable",
    note: "The governing Service. It becomes `spec.subdomain` of every Pod; with a Service of that name in the namespace that selects the Pods, `<pod>.<serviceName>` resolves. Nothing creates that Service and nothing checks it.",
  },
  "spec.selector": {
    effect: "immutable",
    note: "Which Pods are the set's. It must match the labels of the template; its `matchLabels` are also written on every claim.",
  },
  "spec.podManagementPolicy": {
    effect: "immutable",
    note: "OrderedReady (default) creates and removes one Pod after the other, each running and ready before the next. Parallel does not wait when it creates and removes; rolling updates still go one at a time unless `maxUnavailable` is in force.",
  },
  "spec.updateStrategy": {
    effect: "in place",
    note: "RollingUpdate (default), OnDelete, or Recreate (1.37, alpha). `type: RollingUpdate` written without its block is not the same as nothing: the server then fills in no partition.",
  },
  "spec.updateStrategy.rollingUpdate.partition": {
    effect: "in place",
    note: "Pods from ordinal `start + partition` on get the new revision; those below keep the old one, also when they are replaced. Lowering it goes on with the rollout; removing it means 0.",
  },
  "spec.updateStrategy.rollingUpdate.maxUnavailable": {
    effect: "in place",
    note: "How many Pods an update may take down at once; percentages round down, to 1 at least. In force in 1.35.0 to 1.35.3 and from 1.37; elsewhere the server drops it.",
  },
  "spec.minReadySeconds": {
    effect: "in place",
    note: "How long a Pod must be ready before it counts as available. From 1.34 on rolling updates of Parallel sets honour it too.",
  },
  "spec.revisionHistoryLimit": {
    effect: "in place",
    note: "How many unused revisions are kept for rollbacks, default 10. Immutable up to 1.32.",
  },
  "spec.persistentVolumeClaimRetentionPolicy": {
    effect: "in place",
    note: "`whenDeleted` and `whenScaled`: Retain (default) or Delete. Delete makes the set, or the Pod that is scaled away, the owner of the claims, and the garbage collector removes them with it.",
  },
  "spec.volumeClaimTemplates": {
    effect: "immutable",
    note: "One claim for each template and Pod, `<template>-<set>-<ordinal>`, in the set's namespace. A claim that exists is used as it is. To change the list: delete with `--cascade=orphan`, create again; existing claims keep their size and class.",
  },
  "spec.template": {
    effect: "rolls Pods",
    note: "Every change in here, labels and annotations included, makes a new revision and replaces all Pods (from the highest ordinal down). Nothing outside the template does.",
  },
  "spec.template.metadata.labels": {
    effect: "rolls Pods",
    note: "The controller adds `statefulset.kubernetes.io/pod-name`, `apps.kubernetes.io/pod-index` and `controller-revision-hash`.",
  },
  "spec.template.spec.hostname": {
    effect: "rolls Pods",
    note: "Has no effect: the controller writes the Pod's name in its place.",
  },
  "spec.template.spec.subdomain": {
    effect: "rolls Pods",
    note: "Has no effect: the controller writes `serviceName` in its place.",
  },
  "spec.template.spec.restartPolicy": { effect: "rolls Pods", note: "Only Always is allowed." },
  "spec.template.spec.activeDeadlineSeconds": { effect: "rolls Pods", note: "Not allowed in a set." },
  "spec.template.spec.terminationGracePeriodSeconds": {
    effect: "rolls Pods",
    note: "Default 30. With 0 the Pod's object vanishes before its processes have ended, so that two Pods of one name can run at once: unsafe for sets.",
  },
  "spec.template.spec.volumes": {
    effect: "rolls Pods",
    note: "A volume with the name of a claim template is replaced by the claim. A fixed `persistentVolumeClaim` is shared by all replicas.",
  },
  "spec.template.spec.containers.readinessProbe": {
    effect: "rolls Pods",
    note: "Decides when the controller goes on to the next Pod, and whether DNS answers for the Pod. Without one a Pod is ready as soon as its containers run.",
  },
  "status.currentRevision": {
    effect: "in place",
    note: "The revision that Pods below the partition get. It follows `updateRevision` when a rollout is complete.",
  },
  "status.updateRevision": { effect: "in place", note: "The revision of the template as it is now." },
};

/** `statefulset.spec.serviceName`, `sts.spec.serviceName` and `spec.serviceName` name the same field; indexes do not matter. */
export function fieldName(word: string): string {
  return word.replace(/^(?:statefulsets?(?:\.apps)?|sts)\./i, "").replace(/\[[^\]]*\]/g, "");
}
