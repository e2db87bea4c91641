import { isObject, type JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import { isEnabled, type KubernetesVersion } from "./versions/version.ts";

/**
 * The spec of a claim with `dataSource` and `dataSourceRef` in step: a source that the old field cannot hold is
 * dropped unseen, and the one that is missing is made from the other; `old` is the stored spec of an update.
 * Mirrors: PrepareForCreate of the strategy, k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim v1.37.0
 */
export function settleDataSources(
  spec: JsonObject,
  old: JsonObject | undefined,
  version: KubernetesVersion,
): JsonObject {
  const settled: JsonObject = { ...spec };
  if (isForeign(spec, old, version)) delete settled.dataSourceRef;
  const wasUsed = isObject(old?.dataSource) || isObject(old?.dataSourceRef);
  if (!wasUsed && !isObject(settled.dataSourceRef) && !isClassic(settled.dataSource)) delete settled.dataSource;
  const { dataSource, dataSourceRef } = settled;
  if (isObject(dataSource) && !isObject(dataSourceRef)) settled.dataSourceRef = { ...dataSource };
  else if (isObject(dataSourceRef) && !isObject(dataSource) && textAt(dataSourceRef, "namespace") === "") {
    const { namespace: _namespace, ...reference } = dataSourceRef;
    settled.dataSource = reference;
  }
  return settled;
}

/** A source of another namespace, which needs a gate. */
function isForeign(spec: JsonObject, old: JsonObject | undefined, version: KubernetesVersion): boolean {
  if (isEnabled(version, "CrossNamespaceVolumeDataSource") || isObject(old?.dataSourceRef)) return false;
  return textAt(spec, "dataSourceRef", "namespace") !== "";
}

function isClassic(source: JsonObject[string] | undefined): boolean {
  const [kind, group] = [textAt(objectAt(source), "kind"), textAt(objectAt(source), "apiGroup")];
  if (kind === "PersistentVolumeClaim") return group === "";
  return kind === "VolumeSnapshot" && group === "snapshot.storage.k8s.io";
}
