import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { duplicate, invalid, invalidEach, required } from "./errors.ts";
import { isDns1123Label } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import { validateVolumeSource } from "./volume-sources/volume-source.ts";

/** Volumes by name, of those without errors: what a mount or a device can refer to. */
export type Volumes = ReadonlyMap<string, JsonObject>;

/** Mirrors: ValidateVolumes, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateVolumes(volumes: readonly JsonValue[], path: Path, context: PodContext): Volumes {
  const sound = new Map<string, JsonObject>();
  const ownClaims = claimsOfEphemeralVolumes(volumes, context);
  for (const [index, item] of volumes.entries()) {
    const volume = isObject(item) ? item : {};
    const at = path.index(index);
    const name = textAt(volume, "name");
    const before = context.errors.length;
    validateVolumeSource(volume, at, context);
    if (name === "") required(context, at.child("name"));
    else invalidEach(context, at.child("name"), name, isDns1123Label(name));
    if (sound.has(name)) duplicate(context, at.child("name"), name);
    if (context.errors.length === before) sound.set(name, volume);
    const claimName = textAt(volume, "persistentVolumeClaim", "claimName");
    if (ownClaims.has(claimName)) {
      const detail = "must not reference a PVC that gets created for an ephemeral volume";
      invalid(context, at.child("persistentVolumeClaim").child("claimName"), claimName, detail);
    }
  }
  return sound;
}

/** Names of the claims that will be made for the volumes of a Pod whose name is known. */
function claimsOfEphemeralVolumes(volumes: readonly JsonValue[], { pod }: PodContext): ReadonlySet<string> {
  const podName = textAt(pod, "name");
  const names = new Set<string>();
  if (podName === "") return names;
  for (const volume of volumes) {
    if (isObject(volume) && isObject(volume.ephemeral)) names.add(`${podName}-${textAt(volume, "name")}`);
  }
  return names;
}
