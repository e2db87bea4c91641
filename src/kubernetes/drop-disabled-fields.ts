import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { isEnabled, type KubernetesVersion } from "./versions/version.ts";

/** A field that is dropped unseen where its gate is off, unless the stored object has it already. */
interface GatedField {
  readonly gate: string;
  /** From the object's top; `*` stands for every item of a list. */
  readonly path: readonly string[];
  /** What stands there instead; the field vanishes without it. */
  readonly instead?: JsonValue;
}

const POD = ["spec", "template", "spec"];
const CONTAINER_LISTS = ["containers", "initContainers", "ephemeralContainers"];

function inContainers(...path: readonly string[]): (readonly string[])[] {
  return CONTAINER_LISTS.map((list) => [list, "*", ...path]);
}

function gated(gate: string, ...paths: readonly (readonly string[])[]): GatedField[] {
  return paths.map((path) => ({ gate, path: [...POD, ...path] }));
}

/**
 * One row a field. Mirrors: dropStatefulSetDisabledFields, k8s.io/kubernetes/pkg/registry/apps/statefulset;
 * dropDisabledFields, k8s.io/kubernetes/pkg/api/pod v1.37.0
 */
const STATEFUL_SET_FIELDS: readonly GatedField[] = [
  { gate: "MaxUnavailableStatefulSet", path: ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"] },
  ...gated("UserNamespacesSupport", ["hostUsers"]),
  ...gated("SupplementalGroupsPolicy", ["securityContext", "supplementalGroupsPolicy"]),
  ...gated("PodLevelResources", ["resources"]),
  ...gated("ProcMountType", ...inContainers("securityContext", "procMount")).map((row) => ({
    ...row,
    instead: "Default",
  })),
  ...gated(
    "NodeInclusionPolicyInPodTopologySpread",
    ["topologySpreadConstraints", "*", "nodeAffinityPolicy"],
    ["topologySpreadConstraints", "*", "nodeTaintsPolicy"],
  ),
  ...gated("MatchLabelKeysInPodTopologySpread", ["topologySpreadConstraints", "*", "matchLabelKeys"]),
  ...gated("DynamicResourceAllocation", ["resourceClaims"], ...inContainers("resources", "claims")),
  ...gated("ClusterTrustBundleProjection", ["volumes", "*", "projected", "sources", "*", "clusterTrustBundle"]),
  ...gated("PodCertificateRequest", ["volumes", "*", "projected", "sources", "*", "podCertificate"]),
  ...gated("InPlacePodVerticalScaling", ...inContainers("resizePolicy")),
  ...gated("RecursiveReadOnlyMounts", ...inContainers("volumeMounts", "*", "recursiveReadOnly")),
  ...gated("HostnameOverride", ["hostnameOverride"]),
  ...gated("EnvFiles", ...inContainers("env", "*", "valueFrom", "fileKeyRef")),
  ...gated("ImageVolume", ["volumes", "*", "image"]),
  ...gated("SELinuxChangePolicy", ["securityContext", "seLinuxChangePolicy"]),
  ...gated("ContainerStopSignals", ...inContainers("lifecycle", "stopSignal")),
];

/** The object without the fields of gates that are off; `old` is the stored object of an update. */
export function dropDisabledFields(
  object: JsonObject,
  old: JsonObject | undefined,
  version: KubernetesVersion,
): JsonObject {
  if (object.kind !== "StatefulSet") return object;
  let result: JsonValue = object;
  for (const { gate, path, instead } of STATEFUL_SET_FIELDS) {
    if (isEnabled(version, gate) || !isPresent(result, path, 0) || isPresent(old, path, 0)) continue;
    result = replaceAt(result, { path, instead }, 0);
  }
  return isObject(result) ? result : object;
}

function isPresent(value: JsonValue | undefined, path: readonly string[], at: number): boolean {
  const part = path[at];
  if (part === undefined) return value !== undefined && value !== null;
  if (part === "*") return Array.isArray(value) && value.some((item) => isPresent(item, path, at + 1));
  return isObject(value) && isPresent(value[part], path, at + 1);
}

interface Replacement {
  readonly path: readonly string[];
  readonly instead: JsonValue | undefined;
}

function replaceAt(value: JsonValue, row: Replacement, at: number): JsonValue {
  const part = row.path[at];
  if (part === undefined) return value;
  if (part === "*") return Array.isArray(value) ? value.map((item) => replaceAt(item, row, at + 1)) : value;
  const inner = isObject(value) ? value[part] : undefined;
  if (!isObject(value) || inner === undefined) return value;
  if (at < row.path.length - 1) return { ...value, [part]: replaceAt(inner, row, at + 1) };
  if (row.instead !== undefined) return { ...value, [part]: row.instead };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== part));
}
