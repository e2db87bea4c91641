import type { Labels } from "../kubernetes/label-selector.ts";
import type { InputObject } from "../model/inventory.ts";
import { listAt, objectAt, textAt, textMapAt } from "../model/json-read.ts";

/** `clusterIP: None`: the Service has no address of its own. */
export function isHeadless(service: InputObject): boolean {
  const spec = objectAt(service.stored, "spec");
  return textAt(spec, "clusterIP") === "None" || listAt(spec, "clusterIPs")[0] === "None";
}

/** ClusterIP, NodePort, LoadBalancer or ExternalName. */
export function serviceType(service: InputObject): string {
  return textAt(service.stored, "spec", "type") || "ClusterIP";
}

/** The labels that a Service asks for; empty when it selects nothing. */
export function serviceSelector(service: InputObject): Labels {
  return textMapAt(service.stored, "spec", "selector");
}

/** The namespace stands in the manifest, so that it cannot change with `kubectl -n`. */
export function namesNamespace(object: InputObject): boolean {
  return object.manifest.namespace !== "";
}

/** Folder of a file name, "" for none. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf("/")));
}
