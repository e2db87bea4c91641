import type { FieldError } from "../model/field-error.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt, textMapAt } from "../model/json-read.ts";
import { addressText, isIpv4, parseSloppyAddress } from "./ip-address.ts";
import { isEqual } from "./is-equal.ts";
import { goValue, namedText } from "./validation/bad-value.ts";
import { familyOf, textsAt, validateClusterIPs } from "./validation/cluster-ips.ts";
import type { ValidationContext } from "./validation/context.ts";
import { invalid } from "./validation/errors.ts";
import { Path } from "./validation/path.ts";
import { needsHealthCheck } from "./validation/service-traffic.ts";

const SPEC = Path.of("spec");
const POLICY = SPEC.child("ipFamilyPolicy");
const ADDRESSES = { text: "10.96.0.0/12", first: 0x0a60_0001, last: 0x0a6f_fffe };
const NODE_PORTS = { text: "30000-32767", first: 30_000, last: 32_767 };

/**
 * What the allocator of the API server says and fills in, as far as it does not depend on the cluster: no address and
 * no port is invented. A cluster with one address family, IPv4, and the usual ranges is assumed. It runs before
 * validation; when it adds to `context.errors`, nothing else is asked. The result is as far as it came.
 * Mirrors: normalizeClusterIPs and Allocators.allocateCreate, k8s.io/kubernetes/pkg/registry/core/service/storage v1.37.0
 */
export function allocateService(object: JsonObject, context: ValidationContext): JsonObject {
  if (textAt(object, "kind") !== "Service" || textAt(object, "apiVersion") !== "v1") return object;
  const spec: JsonObject = { ...objectAt(object, "spec") };
  const allocated = { ...object, spec };
  const clusterIP = textAt(spec, "clusterIP");
  if (clusterIP !== "" && textsAt(spec, "clusterIPs").length === 0) spec.clusterIPs = [clusterIP];
  const errors: FieldError[] = [];
  const own = { ...context, errors };
  for (const step of [settleFamilies, takeAddress, takeNodePorts]) {
    if (errors.length === 0) step(spec, own);
  }
  context.errors.push(...errors);
  return allocated;
}

/**
 * Families and policy that follow from what is there, in `spec` itself; `old` is the stored one of an update.
 * Mirrors: Allocators.initIPFamilyFields
 */
export function settleFamilies(spec: JsonObject, context: ValidationContext, old?: JsonObject): void {
  if (spec.type === "ExternalName") return;
  const isFree = spec.clusterIP === "None" && Object.keys(textMapAt(spec, "selector")).length === 0;
  const policy = isFree ? "RequireDualStack" : "SingleStack";
  if (typeof spec.ipFamilyPolicy !== "string") spec.ipFamilyPolicy = textAt(old, "ipFamilyPolicy") || policy;
  validateClusterIPs(spec, old, context);
  if (context.errors.length > 0) return;
  if (old) followReduction(spec, old, context);
  inferFamilies(spec, context);
  if (context.errors.length > 0) return;
  if (isFree) {
    if (textsAt(spec, "ipFamilies").length === 0) spec.ipFamilies = ["IPv4"];
    const isDual = spec.ipFamilyPolicy !== "SingleStack";
    if (isDual && textsAt(spec, "ipFamilies").length === 1) spec.ipFamilies = bothFamilies(spec);
    return;
  }
  requireConfigured(spec, context);
  if (context.errors.length === 0 && textsAt(spec, "ipFamilies").length === 0) spec.ipFamilies = ["IPv4"];
}

/** Going back to one family must be said; then what was there of the second one goes. */
function followReduction(spec: JsonObject, old: JsonObject, context: ValidationContext): void {
  for (const { field, name } of REDUCIBLE) {
    const [now, before] = [textsAt(spec, field), textsAt(old, field)];
    if (spec.ipFamilyPolicy === "SingleStack") {
      if (now.length > 1 && isEqual(now, before)) spec[field] = now.slice(0, 1);
    } else if (now.length > 0 && now.length < before.length) {
      const detail = `must be 'SingleStack' to release the secondary ${name}`;
      invalid(context, POLICY, namedText(textAt(spec, "ipFamilyPolicy")), detail);
    }
  }
}

const REDUCIBLE = [
  { field: "clusterIPs", name: "cluster IP" },
  { field: "ipFamilies", name: "IP family" },
];

function bothFamilies(spec: JsonObject): string[] {
  return textsAt(spec, "ipFamilies")[0] === "IPv6" ? ["IPv6", "IPv4"] : ["IPv4", "IPv6"];
}

/** Families that follow from addresses; those that were asked for must suit the policy. */
function inferFamilies(spec: JsonObject, context: ValidationContext): void {
  const addresses = textsAt(spec, "clusterIPs");
  const families = textsAt(spec, "ipFamilies");
  if (spec.ipFamilyPolicy === "SingleStack") {
    const detail = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
    if (addresses.length === 2) invalid(context, POLICY, "SingleStack", `${detail} cluster IPs are specified`);
    if (families.length === 2) invalid(context, POLICY, "SingleStack", `${detail} IP families are specified`);
  }
  for (const [index, address] of addresses.entries()) {
    if (address === "None") break;
    if (index < families.length) continue;
    const family = familyOf(address);
    if (family === "IPv4") families.push(family);
    else {
      const path = SPEC.child("clusterIPs").index(index);
      invalid(context, path, goValue("[]string", addresses), `${family} is not configured on this cluster`);
    }
  }
  if (families.length > 0) spec.ipFamilies = families;
}

function requireConfigured(spec: JsonObject, context: ValidationContext): void {
  if (spec.ipFamilyPolicy === "RequireDualStack") {
    invalid(context, POLICY, "RequireDualStack", "this cluster is not configured for dual-stack services");
  }
  for (const [index, family] of textsAt(spec, "ipFamilies").entries()) {
    if (family === "IPv4") continue;
    invalid(context, SPEC.child("ipFamilies").index(index), namedText(family), "not configured on this cluster");
  }
}

/** Mirrors: Allocators.allocClusterIPs, and Range.Allocate of package ipallocator */
export function takeAddress(spec: JsonObject, context: ValidationContext): void {
  const addresses = textsAt(spec, "clusterIPs");
  const [asked = ""] = addresses;
  if (spec.type === "ExternalName" || asked === "None" || asked === "") return;
  const address = parseSloppyAddress(asked);
  const isInside = address && isIpv4(address) && isBetween(numberOf(address.bytes), ADDRESSES);
  if (!address || isInside) return;
  const detail = `failed to allocate IP ${asked}: the provided IP (${addressText(address)}) is not in the valid range. The range of valid IPs is ${ADDRESSES.text}`;
  invalid(context, SPEC.child("clusterIPs"), goValue("[]string", addresses), detail);
}

function numberOf(bytes: readonly number[]): number {
  return bytes.slice(-4).reduce((sum, byte) => sum * 256 + byte, 0);
}

function isBetween(value: number, { first, last }: { readonly first: number; readonly last: number }): boolean {
  return value >= first && value <= last;
}

/** Node ports that were asked for, and the one for health checks. */
function takeNodePorts(spec: JsonObject, context: ValidationContext): void {
  const taken = new Set<number>();
  if (spec.type === "NodePort" || spec.type === "LoadBalancer") spec.ports = portsOf(spec, taken, context);
  if (context.errors.length === 0 && needsHealthCheck(spec)) takeHealthPort(spec, taken, context);
}

/** The port that nodes answer on for a load balancer's questions; a failure is the server's own. */
export function takeHealthPort(spec: JsonObject, taken: Set<number>, context: ValidationContext): void {
  const port = numberAt(spec, "healthCheckNodePort") ?? 0;
  const problem = port === 0 ? undefined : takePort(port, taken);
  if (problem === undefined) return;
  const text = `failed to allocate requested HealthCheck NodePort ${port}: ${problem}`;
  context.errors.push({ type: "InternalError", field: "", text });
}

/** Why a node port cannot be had; else it is among those `taken`. */
export function takePort(port: number, taken: Set<number>): string | undefined {
  if (!isBetween(port, NODE_PORTS)) {
    return `provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.text}`;
  }
  if (taken.has(port)) return "provided port is already allocated";
  taken.add(port);
  return undefined;
}

/**
 * The ports with their node ports: what one of them asks for, others of the same number get too.
 * Mirrors: initNodePorts
 */
function portsOf(spec: JsonObject, taken: Set<number>, context: ValidationContext): JsonValue[] {
  const ports = [...listAt(spec, "ports")];
  const chosen = new Map<number, number>();
  const chooses = spec.type === "NodePort" || spec.allocateLoadBalancerNodePorts === true;
  for (const [index, port] of ports.entries()) {
    const number = numberAt(port, "port") ?? 0;
    const asked = numberAt(port, "nodePort") ?? 0;
    if (asked === 0 && !chooses) continue;
    const known = chosen.get(number);
    const wanted = known === undefined ? requestedFor(number, ports) : asked || known;
    if (wanted === 0 || wanted === known) {
      if (wanted !== 0) ports[index] = { ...objectAt(port), nodePort: wanted };
      continue;
    }
    const problem = takePort(wanted, taken);
    if (problem !== undefined) {
      invalid(context, SPEC.child("ports").index(index).child("nodePort"), wanted, problem);
      return ports;
    }
    if (known === undefined) chosen.set(number, wanted);
    ports[index] = { ...objectAt(port), nodePort: wanted };
  }
  return ports;
}

function requestedFor(number: number, ports: readonly JsonValue[]): number {
  for (const port of ports) {
    const asked = numberAt(port, "nodePort") ?? 0;
    if (asked !== 0 && (numberAt(port, "port") ?? 0) === number) return asked;
  }
  return 0;
}
