/**
 * Kinds of Kubernetes' own API groups without a dot in their name. No extension can add to these groups: groups of
 * custom resources need a dot. Versions that once existed stand without kinds.
 */
export const BUILTIN_KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: [
    "Binding",
    "ComponentStatus",
    "ConfigMap",
    "Endpoints",
    "Event",
    "LimitRange",
    "List",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Pod",
    "PodTemplate",
    "ReplicationController",
    "ResourceQuota",
    "Secret",
    "Service",
    "ServiceAccount",
  ],
  "apps/v1": ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
  "autoscaling/v1": ["HorizontalPodAutoscaler", "Scale"],
  "autoscaling/v2": ["HorizontalPodAutoscaler"],
  "batch/v1": ["CronJob", "Job"],
  "policy/v1": ["Eviction", "PodDisruptionBudget"],
};

/** Versions of these groups that servers had once; rules speak of them. */
export const FORMER_VERSIONS: ReadonlySet<string> = new Set([
  "apps/v1alpha1",
  "apps/v1beta1",
  "apps/v1beta2",
  "autoscaling/v2beta1",
  "autoscaling/v2beta2",
  "batch/v1beta1",
  "batch/v2alpha1",
  "extensions/v1beta1",
  "policy/v1beta1",
]);
