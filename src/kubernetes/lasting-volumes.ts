import { isObject, type JsonValue } from "../model/json.ts";

/**
 * Volume sources whose content outlives a Pod. Not among them: `emptyDir`, and `ephemeral`, whose claim goes with
 * its Pod. What an inline CSI driver does is its own affair; it gets the benefit of the doubt.
 */
const LASTING: readonly string[] = [
  "persistentVolumeClaim",
  "hostPath",
  "nfs",
  "csi",
  "rbd",
  "cephfs",
  "iscsi",
  "fc",
  "glusterfs",
  "awsElasticBlockStore",
  "gcePersistentDisk",
  "azureDisk",
  "azureFile",
  "cinder",
  "vsphereVolume",
  "portworxVolume",
  "quobyte",
  "scaleIO",
  "storageos",
  "flexVolume",
  "photonPersistentDisk",
];

/** True for a volume of a Pod template whose content is there again after the Pod was replaced. */
export function isLastingVolume(volume: JsonValue): boolean {
  return isObject(volume) && LASTING.some((source) => Object.hasOwn(volume, source));
}
