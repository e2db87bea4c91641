import { loadManifests } from "../../src/commands/load-manifests.ts";
import { NEWEST } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { Inventory } from "../../src/model/inventory.ts";
import type { SourceFile } from "../../src/model/source.ts";

/** The objects of some files, read, decoded and judged as in a run. */
export function readInventory(sources: readonly SourceFile[], version: KubernetesVersion = NEWEST): Inventory {
  return loadManifests(sources, { version, remarks: [], namespace: "default", clusterDomain: "cluster.local" }, [])
    .inventory;
}
