import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { goValue, isTrue, orText } from "./go-value.ts";

/** Label and value of each line below the type. */
type Line = readonly [label: string, value: (source: JsonObject) => string];

interface VolumeWords {
  /** What kubectl says behind `Type:`. */
  readonly type: string;
  readonly lines: readonly Line[];
}

const plain =
  (field: string) =>
  (source: JsonObject): string =>
    goValue(source[field]);
const flag =
  (field: string) =>
  (source: JsonObject): string =>
    String(isTrue(source[field]));
const secret = (source: JsonObject): string => {
  const name = source.secretRef;
  return isObject(name) ? `&LocalObjectReference{Name:${textAt(name, "name")},}` : "nil";
};

const READ_ONLY: Line = ["ReadOnly:", flag("readOnly")];
const FS_TYPE: Line = ["FSType:", plain("fsType")];

/** By the field of the volume source. Facts: what `kubectl describe` prints, k8s.io/kubectl/pkg/describe v0.37.0. */
const WORDS: Readonly<Record<string, VolumeWords>> = {
  hostPath: {
    type: "HostPath (bare host directory volume)",
    lines: [
      ["Path:", plain("path")],
      ["HostPathType:", (source) => (source.type === undefined ? "<none>" : textAt(source, "type"))],
    ],
  },
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    lines: [
      ["Medium:", plain("medium")],
      ["SizeLimit:", (source) => (isPositive(textAt(source, "sizeLimit")) ? textAt(source, "sizeLimit") : "<unset>")],
    ],
  },
  secret: {
    type: "Secret (a volume populated by a Secret)",
    lines: [
      ["SecretName:", plain("secretName")],
      ["Optional:", flag("optional")],
    ],
  },
  configMap: {
    type: "ConfigMap (a volume populated by a ConfigMap)",
    lines: [
      ["Name:", plain("name")],
      ["Optional:", flag("optional")],
    ],
  },
  nfs: {
    type: "NFS (an NFS mount that lasts the lifetime of a pod)",
    lines: [["Server:", plain("server")], ["Path:", plain("path")], READ_ONLY],
  },
  persistentVolumeClaim: {
    type: "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    lines: [["ClaimName:", plain("claimName")], READ_ONLY],
  },
  csi: {
    type: "CSI (a Container Storage Interface (CSI) volume source)",
    lines: [["Driver:", plain("driver")], FS_TYPE, READ_ONLY],
  },
  image: {
    type: "Image (a container image or OCI artifact)",
    lines: [
      ["Reference:", plain("reference")],
      ["PullPolicy:", plain("pullPolicy")],
    ],
  },
  ephemeral: {
    type: "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)",
    lines: [],
  },
  rbd: {
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    lines: [
      ["CephMonitors:", plain("monitors")],
      ["RBDImage:", plain("image")],
      FS_TYPE,
      ["RBDPool:", plain("pool")],
      ["RadosUser:", plain("user")],
      ["Keyring:", plain("keyring")],
      ["SecretRef:", secret],
      READ_ONLY,
    ],
  },
  cephfs: {
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    lines: [
      ["Monitors:", plain("monitors")],
      ["Path:", plain("path")],
      ["User:", plain("user")],
      ["SecretFile:", plain("secretFile")],
      ["SecretRef:", secret],
      READ_ONLY,
    ],
  },
  glusterfs: {
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    lines: [["EndpointsName:", plain("endpoints")], ["Path:", plain("path")], READ_ONLY],
  },
  fc: {
    type: "FC (a Fibre Channel disk)",
    lines: [
      ["TargetWWNs:", (source) => listAt(source, "targetWWNs").join(", ")],
      ["LUN:", (source) => (source.lun === undefined ? "<none>" : goValue(source.lun))],
      FS_TYPE,
      READ_ONLY,
    ],
  },
};

function isPositive(quantity: string): boolean {
  return quantity !== "" && compareQuantities(quantity, "0") > 0;
}

/** The part of `describe` about volumes. Mirrors: describeVolumes, k8s.io/kubectl/pkg/describe v0.37.0 */
export function describeVolumes(volumes: readonly JsonValue[]): string[] {
  if (volumes.length === 0) return ["  Volumes:\t<none>"];
  return ["  Volumes:", ...volumes.flatMap(describeVolume)];
}

function describeVolume(volume: JsonValue): string[] {
  const head = `   ${textAt(volume, "name")}:`;
  if (isObject(valueAt(volume, "downwardAPI"))) return [head, ...describeDownwardApi(objectAt(volume, "downwardAPI"))];
  if (isObject(valueAt(volume, "projected"))) return [head, ...describeProjected(objectAt(volume, "projected"))];
  const field = Object.keys(WORDS).find((name) => isObject(valueAt(volume, name)));
  const words = field === undefined ? undefined : WORDS[field];
  if (field === undefined || words === undefined) return [head, "  <unknown>"];
  const source = objectAt(volume, field);
  return [
    head,
    `    Type:\t${words.type}`,
    ...words.lines.map(([label, value]) => `    ${label}\t${value(source)}`),
    ...(field === "csi" ? describeAttributes(objectAt(source, "volumeAttributes")) : []),
  ];
}

function describeAttributes(attributes: JsonObject): string[] {
  const keys = Object.keys(attributes).sort();
  if (keys.length === 0) return ["    VolumeAttributes:\t<none>"];
  return keys.map((key, index) => {
    const line = `${key}=${orText(attributes[key])}`;
    const shown = line.length > LONGEST_ATTRIBUTE ? `${line.slice(0, LONGEST_ATTRIBUTE)}...` : line;
    return `${index === 0 ? "    VolumeAttributes:\t" : "        \t"}    ${shown}`;
  });
}

const LONGEST_ATTRIBUTE = 140;

function describeDownwardApi(source: JsonObject): string[] {
  const items = listAt(source, "items").flatMap((item) => {
    const from = textAt(item, "fieldRef", "fieldPath") || textAt(item, "resourceFieldRef", "resource");
    return from === "" ? [] : [`      ${from} -> ${textAt(item, "path")}`];
  });
  return ["    Type:\tDownwardAPI (a volume populated by information about the pod)", "    Items:", ...items];
}

function describeProjected(source: JsonObject): string[] {
  const lines = listAt(source, "sources").flatMap((part) => {
    const optional = (name: string): string => `    Optional:\t${isTrue(valueAt(part, name, "optional"))}`;
    if (isObject(valueAt(part, "secret")))
      return [`    SecretName:\t${textAt(part, "secret", "name")}`, optional("secret")];
    if (isObject(valueAt(part, "downwardAPI"))) return ["    DownwardAPI:\ttrue"];
    if (isObject(valueAt(part, "configMap"))) {
      return [`    ConfigMapName:\t${textAt(part, "configMap", "name")}`, optional("configMap")];
    }
    const seconds = valueAt(part, "serviceAccountToken", "expirationSeconds");
    return seconds === undefined ? [] : [`    TokenExpirationSeconds:\t${goValue(seconds)}`];
  });
  return ["    Type:\tProjected (a volume that contains injected data from multiple sources)", ...lines];
}
