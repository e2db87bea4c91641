import type { JsonObject } from "../model/json.ts";
import { listAt, objectAt, textAt, textMapAt } from "../model/json-read.ts";

/**
 * What the allocator of the API server fills in, as far as it does not depend on the cluster: no address and no
 * port is invented. A cluster with one address family, IPv4, is assumed.
 * Mirrors: normalizeClusterIPs and Allocators.allocateCreate, k8s.io/kubernetes/pkg/registry/core/service v1.37.0
 */
export function allocateService(object: JsonObject): JsonObject {
  if (textAt(object, "kind") !== "Service" || textAt(object, "apiVersion") !== "v1") return object;
  const spec: JsonObject = { ...objectAt(object, "spec") };
  const isExternalName = spec.type === "ExternalName";
  const clusterIP = textAt(spec, "clusterIP");
  if (clusterIP !== "" && listAt(spec, "clusterIPs").length === 0) spec.clusterIPs = [clusterIP];
  if (isExternalName) return { ...object, spec };
  const isHeadless = clusterIP === "None";
  const hasSelector = Object.keys(textMapAt(spec, "selector")).length > 0;
  const isFree = isHeadless && !hasSelector;
  if (spec.ipFamilyPolicy === undefined) spec.ipFamilyPolicy = isFree ? "RequireDualStack" : "SingleStack";
  if (listAt(spec, "ipFamilies").length === 0) spec.ipFamilies = ["IPv4"];
  const isDual = spec.ipFamilyPolicy !== "SingleStack";
  if (isFree && isDual && listAt(spec, "ipFamilies").length === 1) spec.ipFamilies = bothFamilies(spec);
  return { ...object, spec };
}

function bothFamilies(spec: JsonObject): string[] {
  return listAt(spec, "ipFamilies")[0] === "IPv6" ? ["IPv6", "IPv4"] : ["IPv4", "IPv6"];
}
