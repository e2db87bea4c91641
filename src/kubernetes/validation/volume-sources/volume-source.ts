import { isObject, type JsonObject } from "../../../model/json.ts";
import { textAt } from "../../../model/json-read.ts";
import { forbidden, invalid, required } from "../errors.ts";
import { quoteGo } from "../go-value-text.ts";
import { byteLength, isDns1123Subdomain } from "../names.ts";
import type { Path } from "../path.ts";
import type { PodContext } from "../pod-context.ts";
import { validateFc, validateIscsi } from "./block-networks.ts";
import {
  validateAwsElasticBlockStore,
  validateAzureDisk,
  validateAzureFile,
  validateGcePersistentDisk,
  validatePhotonPersistentDisk,
  validateVsphereVolume,
} from "./cloud-disks.ts";
import { validateConfigMapVolume, validateDownwardApiVolume, validateSecretVolume } from "./config-volumes.ts";
import { validateCsi } from "./csi.ts";
import { validateEphemeral } from "./ephemeral.ts";
import { validateFlexVolume } from "./flex-volume.ts";
import { validateImageVolume } from "./image-volume.ts";
import {
  validateCephFs,
  validateCinder,
  validateFlocker,
  validateGlusterfs,
  validateNfs,
  validatePersistentVolumeClaimSource,
  validatePortworxVolume,
  validateQuobyte,
  validateRbd,
  validateScaleIo,
  validateStorageOs,
} from "./network-storage.ts";
import { validateEmptyDir, validateGitRepo, validateHostPath } from "./node-local.ts";
import { validateProjected } from "./projected.ts";

type SourceRule = (source: JsonObject, path: Path, context: PodContext, volumeName: string) => void;

interface Source {
  readonly field: string;
  readonly rule: SourceRule;
  /** What the server calls the field in the errors of its rule. */
  readonly ruleName?: string;
  /** … and in the error for a second source. */
  readonly extraName?: string;
}

/** The sources in the order in which the server looks for them: the first one found is the volume's. */
const SOURCES: readonly Source[] = [
  { field: "emptyDir", rule: validateEmptyDir },
  { field: "hostPath", rule: validateHostPath },
  { field: "gitRepo", rule: validateGitRepo },
  { field: "gcePersistentDisk", rule: validateGcePersistentDisk, ruleName: "persistentDisk" },
  { field: "awsElasticBlockStore", rule: validateAwsElasticBlockStore },
  { field: "secret", rule: validateSecretVolume },
  { field: "nfs", rule: validateNfs },
  { field: "iscsi", rule: validateIscsi },
  { field: "glusterfs", rule: validateGlusterfs },
  { field: "flocker", rule: validateFlocker },
  { field: "persistentVolumeClaim", rule: validatePersistentVolumeClaimSource },
  { field: "rbd", rule: validateRbd },
  { field: "cinder", rule: validateCinder },
  { field: "cephfs", rule: validateCephFs, extraName: "cephFS" },
  { field: "quobyte", rule: validateQuobyte },
  { field: "downwardAPI", rule: validateDownwardApiVolume, extraName: "downwarAPI" },
  { field: "fc", rule: validateFc },
  { field: "flexVolume", rule: validateFlexVolume },
  { field: "configMap", rule: validateConfigMapVolume },
  { field: "azureFile", rule: validateAzureFile },
  { field: "vsphereVolume", rule: validateVsphereVolume },
  { field: "photonPersistentDisk", rule: validatePhotonPersistentDisk },
  { field: "portworxVolume", rule: validatePortworxVolume },
  { field: "azureDisk", rule: validateAzureDisk },
  { field: "storageos", rule: validateStorageOs },
  { field: "projected", rule: validateProjected },
  { field: "scaleIO", rule: validateScaleIo },
  { field: "csi", rule: validateCsi },
  { field: "ephemeral", rule: validateEphemeral },
  { field: "image", rule: validateImageVolume },
];

/** Mirrors: validateVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateVolumeSource(volume: JsonObject, path: Path, context: PodContext): void {
  const name = textAt(volume, "name");
  let hasSource = false;
  for (const { field, rule, ruleName = field, extraName = field } of SOURCES) {
    const source = volume[field];
    if (!isObject(source)) continue;
    if (hasSource) forbidden(context, path.child(extraName), "may not specify more than 1 volume type");
    else rule(source, path.child(ruleName), context, name);
    if (field === "iscsi") validateInitiatorLength(source, name, path, context);
    else if (field === "ephemeral" && !hasSource) validateClaimName(name, path, context);
    hasSource = true;
  }
  if (!hasSource) required(context, path, "must specify a volume type");
}

const MAX_PORTAL = 64;

function validateInitiatorLength(iscsi: JsonObject, name: string, path: Path, context: PodContext): void {
  if (typeof iscsi.initiatorName !== "string") return;
  if (byteLength(`${name}:${textAt(iscsi, "targetPortal")}`) <= MAX_PORTAL) return;
  const detail =
    "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.";
  invalid(context, path.child("name"), name, detail);
}

/** The claim of an ephemeral volume is called after the Pod and the volume. */
function validateClaimName(name: string, path: Path, context: PodContext): void {
  const podName = textAt(context.pod, "name");
  if (podName === "" || name === "") return;
  const claimName = `${podName}-${name}`;
  for (const message of isDns1123Subdomain(claimName)) {
    invalid(context, path.child("name"), name, `PVC name ${quoteGo(claimName)}: ${message}`);
  }
}
