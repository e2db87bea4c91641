import type { FieldError } from "../model/field-error.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt } from "../model/json-read.ts";
import { isEqual } from "./is-equal.ts";
import { settleFamilies, takeAddress, takeHealthPort, takePort } from "./service-allocation.ts";
import { textsAt } from "./validation/cluster-ips.ts";
import type { ValidationContext } from "./validation/context.ts";
import { invalid } from "./validation/errors.ts";
import { Path } from "./validation/path.ts";
import { needsHealthCheck } from "./validation/service-traffic.ts";

/**
 * Stands for the address that the server chose for a stored Service, where none is known: the one of its range that
 * nobody can ask for.
 */
const CHOSEN = "10.96.0.0";

/** A changed Service and the stored one, as the rules for changes are to see them. */
export interface ServiceChange {
  readonly next: JsonObject;
  readonly old: JsonObject;
}

/**
 * What the server makes of a changed Service before it judges it: values that it chose once are kept when the new
 * object leaves them out, and those that the new type has no use for go. Adds to `context.errors` what cannot be had.
 * Mirrors: REST.beginUpdate, k8s.io/kubernetes/pkg/registry/core/service/storage v1.37.0
 */
export function settleServiceChange({ next, old }: ServiceChange, context: ValidationContext): ServiceChange {
  const oldSpec = withChosen(objectAt(old, "spec"));
  const spec: JsonObject = { ...objectAt(next, "spec") };
  const errors: FieldError[] = [];
  keepChosen(spec, oldSpec);
  syncAddresses(spec, oldSpec);
  for (const step of [changeAddresses, changeNodePorts]) {
    if (errors.length === 0) step(spec, oldSpec, { ...context, errors });
  }
  context.errors.push(...errors);
  if (errors.length === 0) dropUseless(spec, oldSpec);
  const isBalanced = spec.type === "LoadBalancer";
  const status = isBalanced ? {} : { status: { ...objectAt(next, "status"), loadBalancer: {} } };
  return { next: { ...next, spec, ...status }, old: { ...old, spec: oldSpec } };
}

/** The settled object without what stands for unknown addresses. */
export function withoutChosen(service: JsonObject): JsonObject {
  const spec = { ...objectAt(service, "spec") };
  if (spec.clusterIP === CHOSEN) delete spec.clusterIP;
  const addresses = textsAt(spec, "clusterIPs").filter((address) => address !== CHOSEN);
  if (addresses.length > 0) spec.clusterIPs = addresses;
  else delete spec.clusterIPs;
  return { ...service, spec };
}

function needsAddress(spec: JsonObject): boolean {
  return spec.type !== "ExternalName";
}

function hasNodePorts(spec: JsonObject): boolean {
  return spec.type === "NodePort" || spec.type === "LoadBalancer";
}

function choosesNodePorts(spec: JsonObject): boolean {
  return spec.type === "NodePort" || (spec.type === "LoadBalancer" && spec.allocateLoadBalancerNodePorts !== false);
}

function withChosen(spec: JsonObject): JsonObject {
  if (!needsAddress(spec)) return spec;
  const clusterIP = textAt(spec, "clusterIP") || CHOSEN;
  return textsAt(spec, "clusterIPs").length > 0
    ? { ...spec, clusterIP }
    : { ...spec, clusterIP, clusterIPs: [clusterIP] };
}

/** Mirrors: patchAllocatedValues */
function keepChosen(spec: JsonObject, old: JsonObject): void {
  if (needsAddress(spec) && needsAddress(old)) {
    if (textAt(spec, "clusterIP") === "") spec.clusterIP = textAt(old, "clusterIP");
    if (textsAt(spec, "clusterIPs").length === 0) spec.clusterIPs = textsAt(old, "clusterIPs");
  }
  if (choosesNodePorts(spec) && choosesNodePorts(old)) spec.ports = portsWithChosen(spec, old);
  if (!needsHealthCheck(spec) || !needsHealthCheck(old)) return;
  const port = numberAt(old, "healthCheckNodePort") ?? 0;
  if ((numberAt(spec, "healthCheckNodePort") ?? 0) === 0 && port !== 0) spec.healthCheckNodePort = port;
}

function nodePortsOf(spec: JsonObject): number[] {
  return listAt(spec, "ports")
    .map((port) => numberAt(port, "nodePort") ?? 0)
    .filter((port) => port !== 0);
}

/** Ports are known again by their names. */
function portsWithChosen(spec: JsonObject, old: JsonObject): JsonValue[] {
  const written = new Set(nodePortsOf(spec));
  const chosen = new Map(listAt(old, "ports").map((port) => [textAt(port, "name"), numberAt(port, "nodePort") ?? 0]));
  return listAt(spec, "ports").map((port) => {
    const known = chosen.get(textAt(port, "name")) ?? 0;
    const keepsOwn = (numberAt(port, "nodePort") ?? 0) !== 0 || known === 0 || written.has(known);
    return keepsOwn ? port : { ...objectAt(port), nodePort: known };
  });
}

/** Mirrors: normalizeClusterIPs */
function syncAddresses(spec: JsonObject, old: JsonObject): void {
  const [clusterIP, before] = [textAt(spec, "clusterIP"), textAt(old, "clusterIP")];
  const isSame = isEqual(textsAt(spec, "clusterIPs"), textsAt(old, "clusterIPs"));
  if (clusterIP === before || !isSame) return;
  if (before !== "" && clusterIP === "") delete spec.clusterIPs;
  else spec.clusterIPs = [clusterIP];
}

/** Mirrors: Allocators.initIPFamilyFields and Allocators.updateClusterIPs */
function changeAddresses(spec: JsonObject, old: JsonObject, context: ValidationContext): void {
  if (isSettledDual(spec, old)) return;
  settleFamilies(spec, context, old);
  if (context.errors.length === 0 && !needsAddress(old)) takeAddress(spec, context);
}

/** Mirrors: isMatchingPreferDualStackClusterIPFields */
function isSettledDual(spec: JsonObject, old: JsonObject): boolean {
  if (spec.ipFamilyPolicy !== "PreferDualStack" || spec.type !== old.type || !needsAddress(spec)) return false;
  if (typeof old.ipFamilyPolicy === "string" && old.ipFamilyPolicy !== "PreferDualStack") return false;
  return ["clusterIPs", "ipFamilies"].every((field) => isEqual(textsAt(spec, field), textsAt(old, field)));
}

/** Mirrors: Allocators.updateNodePorts and Allocators.updateHealthCheckNodePort */
function changeNodePorts(spec: JsonObject, old: JsonObject, context: ValidationContext): void {
  const kept = new Set(nodePortsOf(old));
  const taken = new Set<number>();
  for (const [index, port] of hasNodePorts(spec) ? listAt(spec, "ports").entries() : []) {
    const number = numberAt(port, "nodePort") ?? 0;
    if (number === 0 || kept.has(number) || taken.has(number)) continue;
    const problem = takePort(number, taken);
    if (problem === undefined) continue;
    invalid(context, Path.of("spec").child("ports").index(index).child("nodePort"), number, problem);
    return;
  }
  if (needsHealthCheck(spec) && !needsHealthCheck(old)) takeHealthPort(spec, taken, context);
}

/** Fields that go with a use of the Service that the new type has not, when they were not changed too. */
const USES: readonly { readonly has: (spec: JsonObject) => boolean; readonly fields: readonly string[][] }[] = [
  { has: needsAddress, fields: [["clusterIP", "clusterIPs"], ["ipFamilies"], ["ipFamilyPolicy"]] },
  { has: needsHealthCheck, fields: [["healthCheckNodePort"]] },
  { has: ({ type }) => type === "LoadBalancer", fields: [["allocateLoadBalancerNodePorts"], ["loadBalancerClass"]] },
  { has: isReachable, fields: [["externalTrafficPolicy"]] },
];

/** Mirrors: dropTypeDependentFields, k8s.io/kubernetes/pkg/registry/core/service v1.37.0 */
function dropUseless(spec: JsonObject, old: JsonObject): void {
  if (hasNodePorts(old) && !hasNodePorts(spec)) dropNodePorts(spec, old);
  for (const { has, fields } of USES) {
    if (!has(old) || has(spec)) continue;
    for (const together of fields) {
      const isSame = together.every((field) => isEqual(spec[field] ?? null, old[field] ?? null));
      if (isSame) dropFields(spec, together);
    }
  }
}

function dropFields(spec: JsonObject, fields: readonly string[]): void {
  for (const field of fields) delete spec[field];
}

/** Unless one was added. */
function dropNodePorts(spec: JsonObject, old: JsonObject): void {
  const known = new Set(nodePortsOf(old));
  if (!nodePortsOf(spec).every((port) => known.has(port))) return;
  spec.ports = listAt(spec, "ports").map((port) => {
    if (!isObject(port)) return port;
    const { nodePort: _nodePort, ...rest } = port;
    return rest;
  });
}

/** From outside of the cluster. Mirrors: ExternallyAccessible, k8s.io/kubernetes/pkg/api/service v1.37.0 */
function isReachable(spec: JsonObject): boolean {
  return hasNodePorts(spec) || (spec.type === "ClusterIP" && textsAt(spec, "externalIPs").length > 0);
}
