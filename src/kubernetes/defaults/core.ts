import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { isEnabled } from "../versions/version.ts";
import type { DefaultTable } from "./apply-defaults.ts";
import { imageTag } from "./image-tag.ts";

/** Sets a field that is absent, or empty where the Go type cannot tell the two apart. */
function setDefault(object: JsonObject, field: string, value: JsonValue): void {
  const old = object[field];
  if (old === undefined || old === null || old === "") object[field] = value;
}

/** Sets a pointer field: an empty text that was written stays. */
function setMissing(object: JsonObject, field: string, value: JsonValue): void {
  if (object[field] === undefined || object[field] === null) object[field] = value;
}

/** Sets a number field that is absent or 0. */
function setNumber(object: JsonObject, field: string, value: number): void {
  if (object[field] === undefined || object[field] === null || object[field] === 0) object[field] = value;
}

const FILE_MODE = 0o644;

function setPullPolicy(object: JsonObject, field: string, image: JsonValue | undefined): void {
  const isLatest = imageTag(typeof image === "string" ? image : "") === "latest";
  setDefault(object, field, isLatest ? "Always" : "IfNotPresent");
}

/**
 * Defaults of core/v1 types inside the kinds that sts-plan knows.
 * Mirrors: SetDefaults_* of k8s.io/kubernetes/pkg/apis/core/v1 v1.37.0 and the defaults declared on its fields
 */
export const CORE_DEFAULTS: DefaultTable = {
  "v1.Pod": (pod) => {
    if (isObject(pod.spec)) pod.spec = defaultPod(pod.spec);
  },
  "v1.PodSpec": (spec) => {
    if (spec.serviceAccountName === undefined || spec.serviceAccountName === "") {
      if (spec.serviceAccount !== undefined) spec.serviceAccountName = spec.serviceAccount;
    }
    if (spec.serviceAccountName !== undefined) spec.serviceAccount = spec.serviceAccountName;
    setDefault(spec, "dnsPolicy", "ClusterFirst");
    setDefault(spec, "restartPolicy", "Always");
    setMissing(spec, "securityContext", {});
    setMissing(spec, "terminationGracePeriodSeconds", 30);
    setDefault(spec, "schedulerName", "default-scheduler");
  },
  "v1.Container": (container) => {
    setPullPolicy(container, "imagePullPolicy", container.image);
    setDefault(container, "terminationMessagePath", "/dev/termination-log");
    setDefault(container, "terminationMessagePolicy", "File");
  },
  "v1.EphemeralContainer": (container) => {
    setPullPolicy(container, "imagePullPolicy", container.image);
    setDefault(container, "terminationMessagePath", "/dev/termination-log");
    setDefault(container, "terminationMessagePolicy", "File");
  },
  "v1.ContainerPort": (port) => setDefault(port, "protocol", "TCP"),
  "v1.Probe": (probe) => {
    setNumber(probe, "timeoutSeconds", 1);
    setNumber(probe, "periodSeconds", 10);
    setNumber(probe, "successThreshold", 1);
    setNumber(probe, "failureThreshold", 3);
  },
  "v1.HTTPGetAction": (action) => {
    setDefault(action, "path", "/");
    setDefault(action, "scheme", "HTTP");
  },
  "v1.GRPCAction": (action) => setMissing(action, "service", ""),
  "v1.ObjectFieldSelector": (selector) => setDefault(selector, "apiVersion", "v1"),
  "v1.FileKeySelector": (selector) => setMissing(selector, "optional", false),
  "v1.Volume": (volume, version) => {
    const sources = Object.keys(volume).filter((key) => key !== "name" && isObject(volume[key]));
    if (sources.length === 0) volume.emptyDir = {};
    if (isObject(volume.image) && isEnabled(version, "ImageVolume")) {
      const image = { ...volume.image };
      setPullPolicy(image, "pullPolicy", image.reference);
      volume.image = image;
    }
  },
  "v1.SecretVolumeSource": (source) => setMissing(source, "defaultMode", FILE_MODE),
  "v1.ConfigMapVolumeSource": (source) => setMissing(source, "defaultMode", FILE_MODE),
  "v1.DownwardAPIVolumeSource": (source) => setMissing(source, "defaultMode", FILE_MODE),
  "v1.ProjectedVolumeSource": (source) => setMissing(source, "defaultMode", FILE_MODE),
  "v1.ServiceAccountTokenProjection": (source) => setMissing(source, "expirationSeconds", 3600),
  "v1.HostPathVolumeSource": (source) => setMissing(source, "type", ""),
  "v1.ISCSIVolumeSource": (source) => setDefault(source, "iscsiInterface", "default"),
  "v1.RBDVolumeSource": (source) => {
    setDefault(source, "pool", "rbd");
    setDefault(source, "user", "admin");
    setDefault(source, "keyring", "/etc/ceph/keyring");
  },
  "v1.AzureDiskVolumeSource": (source) => {
    setMissing(source, "cachingMode", "ReadWrite");
    setMissing(source, "kind", "Shared");
    setMissing(source, "fsType", "ext4");
    setMissing(source, "readOnly", false);
  },
  "v1.ScaleIOVolumeSource": (source) => {
    setDefault(source, "storageMode", "ThinProvisioned");
    setDefault(source, "fsType", "xfs");
  },
  "v1.PersistentVolumeClaim": (claim) => {
    const status = isObject(claim.status) ? { ...claim.status } : {};
    setDefault(status, "phase", "Pending");
    claim.status = status;
  },
  "v1.PersistentVolumeClaimSpec": (spec) => setMissing(spec, "volumeMode", "Filesystem"),
  "v1.Service": (service) => {
    if (isObject(service.spec)) service.spec = defaultService(service.spec);
    else service.spec = defaultService({});
  },
  "v1.ServicePort": (port) => {
    setDefault(port, "protocol", "TCP");
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === "")
      port.targetPort = port.port ?? 0;
  },
};

const DEFAULT_SESSION_SECONDS = 10_800;

function defaultService(written: JsonObject): JsonObject {
  const spec = { ...written };
  setDefault(spec, "sessionAffinity", "None");
  if (spec.sessionAffinity === "None") delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === "ClientIP") {
    const clientIp = isObject(spec.sessionAffinityConfig) ? spec.sessionAffinityConfig.clientIP : undefined;
    const isGiven = isObject(clientIp) && clientIp.timeoutSeconds !== undefined;
    if (!isGiven) spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: DEFAULT_SESSION_SECONDS } };
  }
  setDefault(spec, "type", "ClusterIP");
  const isExternal = spec.type === "NodePort" || spec.type === "LoadBalancer";
  const hasExternalIps = Array.isArray(spec.externalIPs) && spec.externalIPs.length > 0;
  if (isExternal || (spec.type === "ClusterIP" && hasExternalIps)) setDefault(spec, "externalTrafficPolicy", "Cluster");
  if (isExternal || spec.type === "ClusterIP") setMissing(spec, "internalTrafficPolicy", "Cluster");
  if (spec.type === "LoadBalancer") setMissing(spec, "allocateLoadBalancerNodePorts", true);
  return spec;
}

/** What only a Pod gets, never a template. */
function defaultPod(written: JsonObject): JsonObject {
  const spec = { ...written };
  if (typeof spec.terminationGracePeriodSeconds === "number" && spec.terminationGracePeriodSeconds < 0) {
    spec.terminationGracePeriodSeconds = 1;
  }
  const isHostNetwork = spec.hostNetwork === true;
  for (const list of ["containers", "initContainers"]) {
    const containers = spec[list];
    if (Array.isArray(containers))
      spec[list] = containers.map((container) => defaultPodContainer(container, isHostNetwork));
  }
  setMissing(spec, "enableServiceLinks", true);
  return spec;
}

function defaultPodContainer(container: JsonValue, isHostNetwork: boolean): JsonValue {
  if (!isObject(container)) return container;
  const result = { ...container };
  const { resources } = container;
  if (isObject(resources) && isObject(resources.limits) && Object.keys(resources.limits).length > 0) {
    const requests = isObject(resources.requests) ? resources.requests : {};
    result.resources = { ...resources, requests: { ...resources.limits, ...requests } };
  }
  if (isHostNetwork && Array.isArray(container.ports)) result.ports = container.ports.map(withHostPort);
  return result;
}

function withHostPort(port: JsonValue): JsonValue {
  if (!isObject(port) || (port.hostPort !== undefined && port.hostPort !== 0)) return port;
  return { ...port, hostPort: port.containerPort ?? 0 };
}
