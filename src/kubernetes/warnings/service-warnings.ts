import type { JsonObject } from "../../model/json.ts";
import { listAt, textAt, valueAt } from "../../model/json-read.ts";
import { Path } from "../validation/path.ts";
import type { KubernetesVersion } from "../versions/version.ts";
import { addressWarnings, prefixWarnings } from "./address-warnings.ts";

const SPEC = Path.of("spec");
const OLD_HINTS = "service.kubernetes.io/topology-aware-hints";

/** Mirrors: GetWarningsForService, k8s.io/kubernetes/pkg/api/service v1.30.14 to v1.37.0 */
export function serviceWarnings(service: JsonObject, version: KubernetesVersion): string[] {
  const { warnsOf } = version.behaviour;
  const isExternal = textAt(service, "spec", "type") === "ExternalName";
  const isHeadless = textAt(service, "spec", "type") === "ClusterIP" && textAt(service, "spec", "clusterIP") === "None";
  const externalIPs = listAt(service, "spec", "externalIPs");
  const warnings: string[] = [];
  if (valueAt(service, "metadata", "annotations", OLD_HINTS) !== undefined) {
    warnings.push(`annotation ${OLD_HINTS} is deprecated, please use service.kubernetes.io/topology-mode instead`);
  }
  warnings.push(...clusterIPWarnings(service, version));
  if (isHeadless && warnsOf.includes("ignored-fields")) warnings.push(...headlessWarnings(service));
  warnings.push(...eachWarning(service, "externalIPs", addressWarnings, version));
  if (externalIPs.length > 0 && !isHeadless && !isExternal && warnsOf.includes("external-ips")) {
    warnings.push("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
  }
  const loadBalancerIP = textAt(service, "spec", "loadBalancerIP");
  if (loadBalancerIP !== "") {
    warnings.push(...addressWarnings(loadBalancerIP, SPEC.child("loadBalancerIP"), version));
  }
  warnings.push(...eachWarning(service, "loadBalancerSourceRanges", prefixWarnings, version));
  if (isExternal && externalIPs.length > 0) {
    warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
  }
  if (!isExternal && textAt(service, "spec", "externalName") !== "") {
    warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"');
  }
  const isPreferClose = textAt(service, "spec", "trafficDistribution") === "PreferClose";
  if (isPreferClose && warnsOf.includes("prefer-close")) {
    warnings.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"');
  }
  return warnings;
}

function clusterIPWarnings(service: JsonObject, version: KubernetesVersion): string[] {
  const clusterIP = textAt(service, "spec", "clusterIP");
  if (clusterIP === "" || clusterIP === "None") return [];
  return eachWarning(service, "clusterIPs", addressWarnings, version);
}

function eachWarning(
  service: JsonObject,
  field: string,
  rule: typeof addressWarnings,
  version: KubernetesVersion,
): string[] {
  return listAt(service, "spec", field).flatMap((text, index) =>
    rule(String(text), SPEC.child(field).index(index), version),
  );
}

function headlessWarnings(service: JsonObject): string[] {
  const warnings: string[] = [];
  if (textAt(service, "spec", "loadBalancerIP") !== "") {
    warnings.push("spec.loadBalancerIP is ignored for headless services");
  }
  if (listAt(service, "spec", "externalIPs").length > 0) {
    warnings.push("spec.externalIPs is ignored for headless services");
  }
  if (textAt(service, "spec", "sessionAffinity") !== "None") {
    warnings.push("spec.SessionAffinity is ignored for headless services");
  }
  return warnings;
}
