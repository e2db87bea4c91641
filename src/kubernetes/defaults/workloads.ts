import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { isEnabled } from "../versions/version.ts";
import type { DefaultTable } from "./apply-defaults.ts";

function setMissing(object: JsonObject, field: string, value: JsonValue): void {
  if (object[field] === undefined || object[field] === null) object[field] = value;
}

/**
 * Defaults of StatefulSet and HorizontalPodAutoscaler; a PodDisruptionBudget has none.
 * Mirrors: SetDefaults_* of k8s.io/kubernetes/pkg/apis/apps/v1, autoscaling/v1, autoscaling/v2 v1.37.0
 */
export const WORKLOAD_DEFAULTS: DefaultTable = {
  "v1.StatefulSetSpec": (spec, version) => {
    if (spec.podManagementPolicy === undefined || spec.podManagementPolicy === "")
      spec.podManagementPolicy = "OrderedReady";
    spec.updateStrategy = defaultStrategy(spec.updateStrategy, isEnabled(version, "MaxUnavailableStatefulSet"));
    spec.persistentVolumeClaimRetentionPolicy = defaultRetention(spec.persistentVolumeClaimRetentionPolicy);
    setMissing(spec, "replicas", 1);
    setMissing(spec, "revisionHistoryLimit", 10);
    if (Array.isArray(spec.volumeClaimTemplates)) spec.volumeClaimTemplates = spec.volumeClaimTemplates.map(withType);
  },
  "v1.HorizontalPodAutoscalerSpec": (spec) => setMissing(spec, "minReplicas", 1),
  "v2.HorizontalPodAutoscalerSpec": (spec) => {
    setMissing(spec, "minReplicas", 1);
    if (!Array.isArray(spec.metrics) || spec.metrics.length === 0) spec.metrics = [DEFAULT_METRIC];
    if (isObject(spec.behavior)) spec.behavior = defaultBehavior(spec.behavior);
  },
};

/** Claim templates are stored with their type, whatever the manifest says. */
function withType(template: JsonValue): JsonValue {
  return isObject(template) ? { ...template, apiVersion: "v1", kind: "PersistentVolumeClaim" } : template;
}

const DEFAULT_METRIC: JsonObject = {
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
};

function defaultStrategy(written: JsonValue | undefined, hasMaxUnavailable: boolean): JsonObject {
  const strategy: JsonObject = isObject(written) ? { ...written } : {};
  if (strategy.type === undefined || strategy.type === "") {
    strategy.type = "RollingUpdate";
    setMissing(strategy, "rollingUpdate", {});
  }
  if (strategy.type !== "RollingUpdate" || !isObject(strategy.rollingUpdate)) return strategy;
  const rolling = { ...strategy.rollingUpdate };
  setMissing(rolling, "partition", 0);
  if (hasMaxUnavailable) setMissing(rolling, "maxUnavailable", 1);
  return { ...strategy, rollingUpdate: rolling };
}

function defaultRetention(written: JsonValue | undefined): JsonObject {
  const policy: JsonObject = isObject(written) ? { ...written } : {};
  for (const field of ["whenDeleted", "whenScaled"]) {
    if (policy[field] === undefined || policy[field] === "") policy[field] = "Retain";
  }
  return policy;
}

function defaultBehavior(written: JsonObject): JsonObject {
  const up: JsonObject = {
    stabilizationWindowSeconds: 0,
    selectPolicy: "Max",
    policies: [
      { type: "Pods", value: 4, periodSeconds: 15 },
      { type: "Percent", value: 100, periodSeconds: 15 },
    ],
  };
  const down: JsonObject = { selectPolicy: "Max", policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] };
  return { ...written, scaleUp: overlay(up, written.scaleUp), scaleDown: overlay(down, written.scaleDown) };
}

/** Rules as written over the default ones. */
function overlay(defaults: JsonObject, written: JsonValue | undefined): JsonObject {
  if (!isObject(written)) return defaults;
  const rules = { ...defaults };
  for (const [field, value] of Object.entries(written)) {
    if (value !== null) rules[field] = value;
  }
  return rules;
}
