import type { JsonObject, JsonValue } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { quoteGo } from "../validation/go-value-text.ts";
import { Path } from "../validation/path.ts";
import type { KubernetesVersion } from "../versions/version.ts";
import { isEnabled } from "../versions/version.ts";
import { addressWarnings } from "./address-warnings.ts";
import { containerWarnings } from "./container-warnings.ts";
import { fractionalBytes } from "./fractional-bytes.ts";
import { nodeTermWarnings, oldNodeLabel } from "./node-label-warnings.ts";
import { portNameWarnings, portWarnings } from "./port-warnings.ts";
import { placedContainers } from "./visit-containers.ts";
import { volumePathWarnings } from "./volume-path-warnings.ts";

/**
 * The warnings about a Pod template that stands at `path`.
 * Mirrors: GetWarningsForPodTemplate, k8s.io/kubernetes/pkg/api/pod v1.30.14 to v1.37.0
 */
export function podTemplateWarnings(template: JsonObject, path: Path, version: KubernetesVersion): string[] {
  const place = { spec: path.child("spec"), metadata: path.child("metadata"), isTemplate: true };
  return warningsAt(template, place, version);
}

/** … and about a Pod. Mirrors: GetWarningsForPod, k8s.io/kubernetes/pkg/api/pod v1.30.14 to v1.37.0 */
export function podWarnings(pod: JsonObject, version: KubernetesVersion): string[] {
  return warningsAt(pod, { spec: Path.of("spec"), metadata: Path.of("metadata"), isTemplate: false }, version);
}

interface Place {
  readonly spec: Path;
  readonly metadata: Path;
  readonly isTemplate: boolean;
}

function warningsAt(pod: JsonObject, { spec: at, metadata, isTemplate }: Place, version: KubernetesVersion): string[] {
  const spec = objectAt(pod, "spec");
  const annotations = objectAt(pod, "metadata", "annotations");
  const annotationsPath = metadata.child("annotations");
  const containers = placedContainers(spec, at);
  const around = { spec, annotations, annotationsPath, version, isTemplate };
  const { warnsOf } = version.behaviour;
  return [
    ...placementWarnings(spec, at, version),
    ...annotationWarnings(annotations, annotationsPath),
    ...volumeWarnings(spec, at, version),
    ...(warnsOf.includes("overlapping-paths") ? volumePathWarnings(listAt(spec, "volumes"), version) : []),
    ...repeatedItems(spec, at),
    ...["memory", "ephemeral-storage"].flatMap((resource) =>
      fractionalBytes(spec.overhead, resource, at.child("overhead")),
    ),
    ...seccompWarnings(spec, annotations, annotationsPath),
    ...containers.flatMap((container) => containerWarnings(container, around)),
    ...portWarnings(containers),
    ...(warnsOf.includes("port-names") ? portNameWarnings(containers) : []),
    ...graceWarnings(spec, at),
    ...affinityWarnings(spec, at),
    ...(warnsOf.includes("pod-addresses") ? podAddressWarnings(spec, at, version) : []),
  ];
}

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
const NO_SELECTOR = "a null labelSelector results in matching no pod";

function placementWarnings(spec: JsonObject, path: Path, version: KubernetesVersion): string[] {
  const warnings: string[] = [];
  for (const label of Object.keys(objectAt(spec, "nodeSelector")).sort()) {
    const message = oldNodeLabel(label, version);
    if (message !== undefined) warnings.push(`${path.child("nodeSelector").key(label)}: ${message}`);
  }
  const affinity = objectAt(spec, "affinity", "nodeAffinity");
  const affinityPath = path.child("affinity").child("nodeAffinity");
  for (const [index, term] of listAt(affinity, REQUIRED, "nodeSelectorTerms").entries()) {
    const at = affinityPath.child(REQUIRED).child("nodeSelectorTerms").index(index);
    warnings.push(...nodeTermWarnings(term, at, version, false));
  }
  const checksValues = version.behaviour.warnsOf.includes("node-term-values");
  for (const [index, term] of listAt(affinity, PREFERRED).entries()) {
    const at = affinityPath.child(PREFERRED).index(index).child("preference");
    warnings.push(...nodeTermWarnings(valueAt(term, "preference"), at, version, checksValues));
  }
  for (const [index, constraint] of listAt(spec, "topologySpreadConstraints").entries()) {
    const at = path.child("topologySpreadConstraints").index(index);
    const key = textAt(constraint, "topologyKey");
    const message = oldNodeLabel(key, version);
    if (message !== undefined) warnings.push(`${at.child("topologyKey")}: ${key} is ${message}`);
    if (!isObject(valueAt(constraint, "labelSelector"))) warnings.push(`${at.child("labelSelector")}: ${NO_SELECTOR}`);
  }
  return warnings;
}

const OLD_ANNOTATIONS = [
  {
    key: "scheduler.alpha.kubernetes.io/critical-pod",
    message: 'non-functional in v1.16+; use the "priorityClassName" field instead',
  },
  {
    key: "security.alpha.kubernetes.io/sysctls",
    message: 'non-functional in v1.11+; use the "sysctls" field instead',
  },
  {
    key: "security.alpha.kubernetes.io/unsafe-sysctls",
    message: 'non-functional in v1.11+; use the "sysctls" field instead',
  },
];

function annotationWarnings(annotations: JsonObject, path: Path): string[] {
  return OLD_ANNOTATIONS.filter(({ key }) => Object.hasOwn(annotations, key)).map(
    ({ key, message }) => `${path.key(key)}: ${message}`,
  );
}

/** Volume types that went out of use, in the order in which one volume is asked for them. */
const OLD_VOLUMES: Readonly<Record<string, string>> = {
  photonPersistentDisk: "deprecated in v1.11, non-functional in v1.16+",
  gitRepo: "deprecated in v1.11",
  scaleIO: "deprecated in v1.16, non-functional in v1.22+",
  flocker: "deprecated in v1.22, non-functional in v1.25+",
  storageos: "deprecated in v1.22, non-functional in v1.25+",
  quobyte: "deprecated in v1.22, non-functional in v1.25+",
  glusterfs: "deprecated in v1.25, non-functional in v1.26+",
  ephemeral: "",
  cephfs: "deprecated in v1.28, non-functional in v1.31+",
  rbd: "deprecated in v1.28, non-functional in v1.31+",
};

/** The server writes this one by its Go name. */
const SHOWN_TYPE: Readonly<Record<string, string>> = { storageos: "storageOS" };

function volumeWarnings(spec: JsonObject, path: Path, version: KubernetesVersion): string[] {
  const warnings: string[] = [];
  for (const [index, volume] of listAt(spec, "volumes").entries()) {
    const at = path.child("volumes").index(index);
    for (const [type, message] of Object.entries(OLD_VOLUMES)) {
      if (!isObject(valueAt(volume, type))) continue;
      const field = at.child(SHOWN_TYPE[type] ?? type);
      if (type === "ephemeral") warnings.push(...claimWarnings(volume, field));
      else warnings.push(`${field}: ${message}${type === "gitRepo" ? gitRepoNote(version) : ""}`);
    }
  }
  return warnings;
}

function gitRepoNote(version: KubernetesVersion): string {
  return isEnabled(version, "GitRepoVolumeDriver") ? "" : ", and disabled by default in v1.33+";
}

function claimWarnings(volume: JsonValue, path: Path): string[] {
  const spec = objectAt(volume, "ephemeral", "volumeClaimTemplate", "spec");
  return claimSpecWarnings(spec, path.child("volumeClaimTemplate").child("spec"));
}

const OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

/** Mirrors: GetWarningsForPersistentVolumeClaim, k8s.io/kubernetes/pkg/api/persistentvolumeclaim v1.37.0 */
export function persistentVolumeClaimWarnings(claim: JsonObject): string[] {
  const at = Path.of("metadata").child("annotations").key(OLD_CLASS);
  const hasOldClass = valueAt(claim, "metadata", "annotations", OLD_CLASS) !== undefined;
  return [
    ...(hasOldClass ? [`${at}: deprecated since v1.8; use "storageClassName" attribute instead`] : []),
    ...claimSpecWarnings(objectAt(claim, "spec"), Path.of("spec")),
  ];
}

/** Mirrors: GetWarningsForPersistentVolumeClaimSpec, k8s.io/kubernetes/pkg/api/persistentvolumeclaim v1.37.0 */
export function claimSpecWarnings(spec: JsonObject, path: Path): string[] {
  return ["requests", "limits"].flatMap((kind) =>
    fractionalBytes(valueAt(spec, "resources", kind), "storage", path.child("resources").child(kind)),
  );
}

/** Host aliases and pull secrets that are named twice, or not at all. */
function repeatedItems(spec: JsonObject, path: Path): string[] {
  const hosts = path.child("hostAliases");
  const secrets = path.child("imagePullSecrets");
  const warnings = repeated(listAt(spec, "hostAliases"), "ip").map(
    ([index, ip]) => `${hosts.index(index).child("ip")}: duplicate ip ${quoteGo(ip)}`,
  );
  for (const [index, name] of repeated(listAt(spec, "imagePullSecrets"), "name")) {
    warnings.push(`${secrets.index(index).child("name")}: duplicate name ${quoteGo(name)}`);
  }
  for (const [index, secret] of listAt(spec, "imagePullSecrets").entries()) {
    if (textAt(secret, "name") === "") {
      warnings.push(`${secrets.index(index).child("name")}: invalid empty name ""`);
    }
  }
  return warnings;
}

function repeated(items: readonly JsonValue[], field: string): [number, string][] {
  const seen = new Set<string>();
  const found: [number, string][] = [];
  for (const [index, item] of items.entries()) {
    const value = textAt(item, field);
    if (seen.has(value)) found.push([index, value]);
    seen.add(value);
  }
  return found;
}

const POD_SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";

function seccompWarnings(spec: JsonObject, annotations: JsonObject, path: Path): string[] {
  if (!Object.hasOwn(annotations, POD_SECCOMP)) return [];
  if (valueAt(spec, "securityContext", "seccompProfile") !== undefined) return [];
  return [`${path.key(POD_SECCOMP)}: non-functional in v1.27+; use the "seccompProfile" field instead`];
}

function graceWarnings(spec: JsonObject, path: Path): string[] {
  if ((numberAt(spec, "terminationGracePeriodSeconds") ?? 0) >= 0) return [];
  const at = path.child("terminationGracePeriodSeconds");
  return [`${at}: must be >= 0; negative values are invalid and will be treated as 1`];
}

function affinityWarnings(spec: JsonObject, path: Path): string[] {
  const warnings: string[] = [];
  for (const kind of ["podAffinity", "podAntiAffinity"]) {
    const affinity = objectAt(spec, "affinity", kind);
    const at = path.child("affinity").child(kind);
    for (const [index, term] of listAt(affinity, REQUIRED).entries()) {
      if (isObject(valueAt(term, "labelSelector"))) continue;
      warnings.push(`${at.child(REQUIRED).index(index).child("labelSelector")}: ${NO_SELECTOR}`);
    }
    for (const [index, term] of listAt(affinity, PREFERRED).entries()) {
      if (isObject(valueAt(term, "podAffinityTerm", "labelSelector"))) continue;
      const inner = at.child(PREFERRED).index(index).child("podAffinityTerm");
      warnings.push(`${inner.child("labelSelector")}: ${NO_SELECTOR}`);
    }
  }
  return warnings;
}

function podAddressWarnings(spec: JsonObject, path: Path, version: KubernetesVersion): string[] {
  const servers = path.child("dnsConfig").child("nameservers");
  const hosts = path.child("hostAliases");
  return [
    ...listAt(spec, "dnsConfig", "nameservers").flatMap((address, index) =>
      addressWarnings(String(address), servers.index(index), version),
    ),
    ...listAt(spec, "hostAliases").flatMap((alias, index) =>
      addressWarnings(textAt(alias, "ip"), hosts.index(index).child("ip"), version),
    ),
  ];
}
