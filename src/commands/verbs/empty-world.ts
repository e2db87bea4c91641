import type { KubernetesVersion } from "../../kubernetes/versions/version.ts";
import { EMPTY_CLUSTER } from "../../model/cluster.ts";
import { InternalError } from "../../model/errors.ts";
import type { InputObject } from "../../model/inventory.ts";
import { serverAdmission } from "../server-admission.ts";
import type { World } from "./verb.ts";

/** A cluster in which none of the sets is there yet. */
export function emptyWorld(sets: readonly InputObject[], version: KubernetesVersion, namespace: string): World {
  return {
    sets: sets.map((origin) => ({
      namespace: origin.namespace,
      name: origin.name,
      state: EMPTY_CLUSTER,
      origin,
    })),
    watch() {
      throw new InternalError("nothing goes on in an empty world");
    },
    version,
    admission: serverAdmission(version),
    namespace,
    isNamespaceGiven: false,
    files: undefined,
  };
}
