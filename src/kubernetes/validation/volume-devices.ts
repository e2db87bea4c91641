import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { invalid, notFound, required } from "./errors.ts";
import { hasBacksteps } from "./local-path.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { lastOfEachName } from "./volume-mounts.ts";

const NOT_BLOCK = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";

/** Mirrors: ValidateVolumeDevices, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateVolumeDevices(container: JsonObject, path: Path, scope: PodScope, context: PodContext): void {
  const devices = listAt(container, "volumeDevices");
  if (devices.length === 0) return;
  const mounts = listAt(container, "volumeMounts");
  const mountNames = new Set(mounts.map((mount) => textAt(mount, "name")));
  const mountPaths = new Set(lastOfEachName(mounts, "mountPath"));
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const [index, device] of devices.entries()) {
    const name = textAt(device, "name");
    const devicePath = textAt(device, "devicePath");
    const namePath = path.index(index).child("name");
    const pathPath = path.index(index).child("devicePath");
    if (name === "") required(context, namePath);
    if (names.has(name)) invalid(context, namePath, name, "must be unique");
    validateVolume(scope.volumes.get(name), name, namePath, context);
    if (devicePath === "") required(context, pathPath);
    if (paths.has(devicePath)) invalid(context, pathPath, devicePath, "must be unique");
    if (hasBacksteps(devicePath)) invalid(context, pathPath, devicePath, "can not contain backsteps ('..')");
    else paths.add(devicePath);
    if (mountNames.has(name)) invalid(context, namePath, name, "must not already exist in volumeMounts");
    if (mountPaths.has(devicePath))
      invalid(context, pathPath, devicePath, "must not already exist as a path in volumeMounts");
    if (name !== "") names.add(name);
  }
}

function validateVolume(volume: JsonObject | undefined, name: string, path: Path, context: PodContext): void {
  if (!volume) notFound(context, path, name);
  else if (!isObject(volume.persistentVolumeClaim) && !isObject(volume.ephemeral))
    invalid(context, path, name, NOT_BLOCK);
}
