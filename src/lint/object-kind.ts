import type { InputObject } from "../model/inventory.ts";

/** The kinds that rules know. `Workload` is everything else that makes Pods from a template. */
export type ObjectKind =
  | "StatefulSet"
  | "Service"
  | "PodDisruptionBudget"
  | "HorizontalPodAutoscaler"
  | "ScaledObject"
  | "PersistentVolumeClaim"
  | "PersistentVolume"
  | "StorageClass"
  | "ConfigMap"
  | "Pod"
  | "Workload";

const KIND_BY_GVK: Readonly<Record<string, ObjectKind>> = {
  "apps/v1 StatefulSet": "StatefulSet",
  "apps/v1beta1 StatefulSet": "StatefulSet",
  "apps/v1beta2 StatefulSet": "StatefulSet",
  "v1 Service": "Service",
  "policy/v1 PodDisruptionBudget": "PodDisruptionBudget",
  "policy/v1beta1 PodDisruptionBudget": "PodDisruptionBudget",
  "autoscaling/v1 HorizontalPodAutoscaler": "HorizontalPodAutoscaler",
  "autoscaling/v2 HorizontalPodAutoscaler": "HorizontalPodAutoscaler",
  "autoscaling/v2beta1 HorizontalPodAutoscaler": "HorizontalPodAutoscaler",
  "autoscaling/v2beta2 HorizontalPodAutoscaler": "HorizontalPodAutoscaler",
  "keda.sh/v1alpha1 ScaledObject": "ScaledObject",
  "v1 PersistentVolumeClaim": "PersistentVolumeClaim",
  "v1 PersistentVolume": "PersistentVolume",
  "storage.k8s.io/v1 StorageClass": "StorageClass",
  "v1 ConfigMap": "ConfigMap",
  "v1 Pod": "Pod",
  "apps/v1 Deployment": "Workload",
  "apps/v1beta1 Deployment": "Workload",
  "apps/v1beta2 Deployment": "Workload",
  "extensions/v1beta1 Deployment": "Workload",
  "apps/v1 DaemonSet": "Workload",
  "apps/v1beta2 DaemonSet": "Workload",
  "extensions/v1beta1 DaemonSet": "Workload",
  "apps/v1 ReplicaSet": "Workload",
  "extensions/v1beta1 ReplicaSet": "Workload",
  "v1 ReplicationController": "Workload",
  "batch/v1 Job": "Workload",
};

/** The kind of an object as rules see it; undefined for other groups' kinds of the same name. */
export function objectKind(object: InputObject): ObjectKind | undefined {
  return Object.hasOwn(KIND_BY_GVK, object.gvk) ? KIND_BY_GVK[object.gvk] : undefined;
}
