import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, objectAt, textAt } from "../model/json-read.ts";
import { isEnabled, type KubernetesVersion } from "./versions/version.ts";

/** Fields that are dropped unseen where their gate is off, unless the stored object uses one of them already. */
interface GatedFields {
  readonly gate: string;
  /** The behaviour of versions that have the gate, where older ones have the field without it. */
  readonly onlyIf?: "hasRestartRules";
  /** From the spec; `*` stands for every item of a list, `@` for every list of containers. */
  readonly paths: readonly string[];
  /** What stands there instead, which also is no use of the field; the field vanishes without it. */
  readonly instead?: JsonValue;
  /** The value that stays, as another gate owns it. */
  readonly except?: JsonValue;
  /** The object around the field goes with it when nothing else is in it. */
  readonly withEmptyParent?: boolean;
  /** Where a use in the stored object counts, when that is not `paths`. */
  readonly usedAt?: readonly string[];
}

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
const HOOKS = ["lifecycle.postStart", "lifecycle.preStop"];
const AFFINITY_TERMS = ["podAffinity", "podAntiAffinity"].flatMap((kind) => [
  `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution.*`,
  `affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution.*.podAffinityTerm`,
]);
const PROJECTED = "volumes.*.projected.sources.*";
/** Of several sources in one volume, only the first counts; a volume that is accepted has one. */
const USER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  secret: ["defaultUser", "items.*.user"],
  configMap: ["defaultUser", "items.*.user"],
  downwardAPI: ["defaultUser", "items.*.user"],
  projected: ["defaultUser"],
};
const PROJECTED_USER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  secret: ["items.*.user"],
  downwardAPI: ["items.*.user"],
  configMap: ["items.*.user"],
  serviceAccountToken: ["user"],
  clusterTrustBundle: ["user"],
  podCertificate: ["user"],
};

/** Mirrors: dropDisabledFields, k8s.io/kubernetes/pkg/api/pod v1.30.14 to v1.37.0 */
const POD_FIELDS: readonly GatedFields[] = [
  { gate: "UserNamespacesSupport", paths: ["hostUsers"] },
  { gate: "SupplementalGroupsPolicy", paths: ["securityContext.supplementalGroupsPolicy"] },
  { gate: "PodLevelResources", paths: ["resources"] },
  { gate: "ProcMountType", paths: ["@.*.securityContext.procMount"], instead: "Default" },
  { gate: "NodeInclusionPolicyInPodTopologySpread", paths: ["topologySpreadConstraints.*.nodeTaintsPolicy"] },
  { gate: "NodeInclusionPolicyInPodTopologySpread", paths: ["topologySpreadConstraints.*.nodeAffinityPolicy"] },
  { gate: "MatchLabelKeysInPodTopologySpread", paths: ["topologySpreadConstraints.*.matchLabelKeys"] },
  {
    gate: "MatchLabelKeysInPodAffinity",
    paths: AFFINITY_TERMS.flatMap((term) => [`${term}.matchLabelKeys`, `${term}.mismatchLabelKeys`]),
  },
  {
    gate: "DynamicResourceAllocation",
    paths: ["resourceClaims", "@.*.resources.claims"],
    usedAt: ["resourceClaims"],
  },
  { gate: "ClusterTrustBundleProjection", paths: [`${PROJECTED}.clusterTrustBundle`] },
  { gate: "PodCertificateRequest", paths: [`${PROJECTED}.podCertificate`] },
  { gate: "GenericWorkload", paths: ["schedulingGroup"] },
  { gate: "GenericWorkload", paths: ["workloadRef"] },
  { gate: "GRPCContainerProbeTLS", paths: PROBES.map((probe) => `@.*.${probe}.grpc.mode`) },
  { gate: "EvictionRequestAPI", paths: ["evictionResponders"] },
  { gate: "InPlacePodVerticalScaling", paths: ["@.*.resizePolicy"] },
  {
    gate: "ContainerRestartRules",
    onlyIf: "hasRestartRules",
    paths: ["initContainers.*.restartPolicy", "@.*.restartPolicyRules"],
    except: "Always",
    usedAt: ["initContainers.*.restartPolicy", "initContainers.*.restartPolicyRules", "containers.*.restartPolicy"],
  },
  {
    gate: "ContainerRestartRules",
    onlyIf: "hasRestartRules",
    paths: ["containers.*.restartPolicy", "ephemeralContainers.*.restartPolicy"],
    usedAt: ["containers.*.restartPolicy", "initContainers.*.restartPolicyRules"],
  },
  { gate: "RecursiveReadOnlyMounts", paths: ["@.*.volumeMounts.*.recursiveReadOnly"] },
  { gate: "EmptyDirVolumeMode", paths: ["volumes.*.emptyDir.mode"] },
  { gate: "VolumeBindMountOptions", paths: ["@.*.volumeMounts.*.bindMountOptions"] },
  { gate: "HostnameOverride", paths: ["hostnameOverride"] },
  { gate: "EnvFiles", paths: ["@.*.env.*.valueFrom.fileKeyRef"] },
  { gate: "SELinuxChangePolicy", paths: ["securityContext.seLinuxChangePolicy"] },
  { gate: "ContainerStopSignals", paths: ["@.*.lifecycle.stopSignal"], withEmptyParent: true },
  {
    gate: "H2CContainerProbe",
    paths: [...PROBES, ...HOOKS].map((handler) => `@.*.${handler}.httpGet.protocol`),
  },
];

/** Mirrors: the functions dropDisabledFields of the strategies below k8s.io/kubernetes/pkg/registry v1.30.14 to v1.37.0 */
const FIELDS: Readonly<Record<string, readonly GatedFields[]>> = {
  StatefulSet: [{ gate: "MaxUnavailableStatefulSet", paths: ["updateStrategy.rollingUpdate.maxUnavailable"] }],
  PersistentVolumeClaim: [{ gate: "VolumeAttributesClass", paths: ["volumeAttributesClassName"] }],
  Service: [{ gate: "ServiceTrafficDistribution", paths: ["trafficDistribution"] }],
  HorizontalPodAutoscaler: [
    {
      gate: "HPAConfigurableTolerance",
      paths: ["behavior.scaleUp.tolerance", "behavior.scaleDown.tolerance"],
    },
  ],
};

/** The object without the fields of gates that are off; `old` is the stored object of an update. */
export function dropDisabledFields(
  object: JsonObject,
  old: JsonObject | undefined,
  version: KubernetesVersion,
): JsonObject {
  const kind = textAt(object, "kind");
  if (!isObject(object.spec)) return object;
  const oldSpec = objectAt(old, "spec");
  let spec = object.spec;
  if (Object.hasOwn(FIELDS, kind)) spec = dropFields(spec, oldSpec, FIELDS[kind] ?? [], version);
  if (kind === "StatefulSet") {
    const template = { ...objectAt(spec, "template") };
    template.spec = dropPodFields(objectAt(template, "spec"), objectAt(oldSpec, "template", "spec"), version);
    spec = { ...spec, template };
  }
  if (kind === "Pod") spec = dropPodFields(spec, oldSpec, version);
  return spec === object.spec ? object : { ...object, spec };
}

function dropPodFields(spec: JsonObject, old: JsonObject, version: KubernetesVersion): JsonObject {
  const left = dropUserFields(dropFields(spec, old, POD_FIELDS, version), old, version);
  return isEnabled(version, "ImageVolume") || isUsed(old, "volumes.*.image", {}) ? left : dropImageVolumes(left);
}

/** Mirrors: dropDisabledAtomicWriteVolumeUserFields, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function dropUserFields(spec: JsonObject, old: JsonObject, version: KubernetesVersion): JsonObject {
  if (isEnabled(version, "AtomicWriteVolumeUserFields") || !Array.isArray(spec.volumes)) return spec;
  const volumes = spec.volumes.map(withoutUsers);
  const isChanged = volumes.some((volume, index) => volume !== listAt(spec, "volumes")[index]);
  if (!isChanged || listAt(old, "volumes").some((volume) => withoutUsers(volume) !== volume)) return spec;
  return { ...spec, volumes };
}

/** The same object when it has none. */
function withoutUsers(volume: JsonValue): JsonValue {
  const isProjected = !["secret", "configMap", "downwardAPI"].some((source) => isObject(objectAt(volume)[source]));
  const plain = dropOfFirst(volume, USER_FIELDS);
  return isProjected ? projectedWithoutUsers(plain) : plain;
}

function projectedWithoutUsers(volume: JsonValue): JsonValue {
  const sources = listAt(volume, "projected", "sources");
  const plain = sources.map((source) => dropOfFirst(source, PROJECTED_USER_FIELDS));
  if (!isObject(volume) || plain.every((source, index) => source === sources[index])) return volume;
  return { ...volume, projected: { ...objectAt(volume, "projected"), sources: plain } };
}

function dropOfFirst(value: JsonValue, table: Readonly<Record<string, readonly string[]>>): JsonValue {
  if (!isObject(value)) return value;
  const name = Object.keys(table).find((source) => isObject(value[source]));
  let result = value;
  for (const field of name === undefined ? [] : (table[name] ?? [])) {
    const path = `${name}.${field}`;
    if (isUsed(result, path, {})) result = dropAt(result, { gate: "", paths: [], path: path.split(".") }, 0);
  }
  return result;
}

function dropFields(
  spec: JsonObject,
  old: JsonObject,
  table: readonly GatedFields[],
  version: KubernetesVersion,
): JsonObject {
  let result: JsonObject = spec;
  for (const row of table) {
    if (isEnabled(version, row.gate) || (row.onlyIf && !version.behaviour[row.onlyIf])) continue;
    if (!row.paths.some((path) => isUsed(result, path, {}))) continue;
    if ((row.usedAt ?? row.paths).some((path) => isUsed(old, path, row))) continue;
    for (const path of row.paths.flatMap(pathsOfContainers))
      result = dropAt(result, { ...row, path: path.split(".") }, 0);
  }
  return result;
}

const CONTAINER_LISTS = ["containers", "initContainers", "ephemeralContainers"];

function pathsOfContainers(path: string): string[] {
  return path.startsWith("@") ? CONTAINER_LISTS.map((list) => list + path.slice(1)) : [path];
}

type Exceptions = Pick<GatedFields, "instead" | "except">;

function isUsed(spec: JsonObject, path: string, exceptions: Exceptions): boolean {
  return partsOf(path).some((parts) => isPresent(spec, parts, exceptions, 0));
}

const partsByPath = new Map<string, readonly (readonly string[])[]>();

/** The paths that a path stands for, in parts; the table has few, and every Pod is asked for them. */
function partsOf(path: string): readonly (readonly string[])[] {
  const known = partsByPath.get(path);
  if (known !== undefined) return known;
  const parts = pathsOfContainers(path).map((one) => one.split("."));
  partsByPath.set(path, parts);
  return parts;
}

function isPresent(value: JsonValue | undefined, path: readonly string[], exceptions: Exceptions, at: number): boolean {
  if (value === undefined || value === null) return false;
  const part = path[at];
  if (part === undefined) return value !== exceptions.instead && value !== exceptions.except && !isEmptyList(value);
  if (part === "*") return Array.isArray(value) && value.some((item) => isPresent(item, path, exceptions, at + 1));
  return isObject(value) && isPresent(value[part], path, exceptions, at + 1);
}

function isEmptyList(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

interface Removal extends GatedFields {
  readonly path: readonly string[];
}

function dropAt(value: JsonObject, removal: Removal, at: number): JsonObject {
  const part = removal.path[at] ?? "";
  const inner = value[part];
  if (inner === undefined) return value;
  if (at === removal.path.length - 1) return dropHere(value, part, removal);
  if (Array.isArray(inner)) {
    const isLast = at + 2 > removal.path.length - 1;
    const items = inner.map((item) => (isObject(item) && !isLast ? dropAt(item, removal, at + 2) : item));
    return { ...value, [part]: items };
  }
  if (!isObject(inner)) return value;
  const left = dropAt(inner, removal, at + 1);
  const isEmptied = removal.withEmptyParent === true && left !== inner && Object.keys(left).length === 0;
  return isEmptied ? without(value, part) : { ...value, [part]: left };
}

function dropHere(value: JsonObject, field: string, { instead, except }: Removal): JsonObject {
  if (except !== undefined && value[field] === except) return value;
  return instead === undefined ? without(value, field) : { ...value, [field]: instead };
}

function without(value: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== field));
}

/** Mirrors: dropImageVolumes, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function dropImageVolumes(spec: JsonObject): JsonObject {
  const images = listAt(spec, "volumes").filter((volume) => isObject(volume) && volume.image !== undefined);
  if (images.length === 0) return spec;
  const names = new Set(images.map((volume) => textAt(volume, "name")));
  const result: JsonObject = { ...spec, volumes: listAt(spec, "volumes").filter((volume) => !images.includes(volume)) };
  for (const list of CONTAINER_LISTS.filter((name) => Array.isArray(spec[name]))) {
    result[list] = listAt(spec, list).map((container) => withoutMounts(container, names));
  }
  return result;
}

function withoutMounts(container: JsonValue, names: ReadonlySet<string>): JsonValue {
  if (!isObject(container) || !Array.isArray(container.volumeMounts)) return container;
  return { ...container, volumeMounts: container.volumeMounts.filter((mount) => !names.has(textAt(mount, "name"))) };
}
