import type { JsonObject } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { validateAddress, validateOrdinaryAddress, validatePrefix } from "./addresses.ts";
import { namedText } from "./bad-value.ts";
import { textsAt } from "./cluster-ips.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isQualifiedName, isValidPortNumber } from "./names.ts";
import { Path } from "./path.ts";

const SPEC = Path.of("spec");
const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";
const AFFINITIES = ["ClientIP", "None"];
const MAX_AFFINITY_SECONDS = 86_400;

/** Mirrors: validateService and validateClientIPAffinityConfig, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSessionAffinity(spec: JsonObject, context: ValidationContext): void {
  const affinity = textAt(spec, "sessionAffinity");
  const path = SPEC.child("sessionAffinity");
  if (affinity === "") required(context, path);
  else if (!AFFINITIES.includes(affinity)) notSupported(context, path, namedText(affinity), AFFINITIES);
  const at = SPEC.child("sessionAffinityConfig");
  const config = spec.sessionAffinityConfig;
  if (affinity === "ClientIP") validateClientIP(config, at, context);
  if (affinity === "None" && isObject(config)) {
    forbidden(context, at, "must not be set when session affinity is None");
  }
}

function validateClientIP(config: JsonObject[string] | undefined, path: Path, context: ValidationContext): void {
  const detail = "when session affinity type is ClientIP";
  if (!isObject(config)) return required(context, path, detail);
  if (!isObject(config.clientIP)) return required(context, path.child("clientIP"), detail);
  const at = path.child("clientIP").child("timeoutSeconds");
  const seconds = numberAt(config, "clientIP", "timeoutSeconds");
  if (seconds === undefined) return required(context, at, detail);
  if (seconds <= 0 || seconds > MAX_AFFINITY_SECONDS) {
    invalid(context, at, seconds, `must be greater than 0 and less than ${MAX_AFFINITY_SECONDS}`);
  }
}

/** Addresses that others route to the cluster; those that the stored object has may stay. */
export function validateExternalIPs(spec: JsonObject, old: JsonObject | undefined, context: ValidationContext): void {
  const known = old ? textsAt(old, "externalIPs") : [];
  for (const [index, address] of textsAt(spec, "externalIPs").entries()) {
    const path = SPEC.child("externalIPs").index(index);
    if (validateAddress(address, path, context, known)) validateOrdinaryAddress(address, path, context);
  }
}

const RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges";

/** Who may use a load balancer, as a field or as an annotation. */
export function validateSourceRanges(
  service: JsonObject,
  old: JsonObject | undefined,
  context: ValidationContext,
): void {
  const isLoadBalancer = textAt(service, "spec", "type") === "LoadBalancer";
  const ranges = listAt(service, "spec", "loadBalancerSourceRanges").map((range) => trimGo(String(range)));
  if (ranges.length > 0) {
    // The server spells it so.
    const path = SPEC.child("LoadBalancerSourceRanges");
    if (!isLoadBalancer) forbidden(context, path, ONLY_LOAD_BALANCER);
    const known = listAt(old, "spec", "loadBalancerSourceRanges").map((range) => trimGo(String(range)));
    for (const [index, range] of ranges.entries()) validatePrefix(range, path.index(index), context, known);
    return;
  }
  const written = valueAt(service, "metadata", "annotations", RANGES_ANNOTATION);
  if (typeof written !== "string") return;
  const path = Path.of("metadata").child("annotations").key(RANGES_ANNOTATION);
  if (!isLoadBalancer) forbidden(context, path, ONLY_LOAD_BALANCER);
  const isKept = old && textAt(old, "metadata", "annotations", RANGES_ANNOTATION) === written;
  if ((isKept && context.version.behaviour.keepsStoredAddresses) || trimGo(written) === "") return;
  for (const range of trimGo(written).split(",")) validatePrefix(trimGo(range), path, context);
}

/** Go's notion of blank at the ends. */
function trimGo(text: string): string {
  return text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
}

/** What only load balancers have. Mirrors: validateLoadBalancerClassField, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateLoadBalancer(spec: JsonObject, context: ValidationContext): void {
  const isLoadBalancer = textAt(spec, "type") === "LoadBalancer";
  const allocates = spec.allocateLoadBalancerNodePorts;
  if (typeof allocates === "boolean" && !isLoadBalancer) {
    forbidden(context, SPEC.child("allocateLoadBalancerNodePorts"), ONLY_LOAD_BALANCER);
  }
  if (isLoadBalancer && typeof allocates !== "boolean") {
    required(context, Path.of("allocateLoadBalancerNodePorts"));
  }
  validateLoadBalancerClass(spec, context);
}

export function validateLoadBalancerClass(spec: JsonObject, context: ValidationContext): void {
  const name = spec.loadBalancerClass;
  if (typeof name !== "string") return;
  const path = SPEC.child("loadBalancerClass");
  if (textAt(spec, "type") !== "LoadBalancer") forbidden(context, path, ONLY_LOAD_BALANCER);
  else invalidEach(context, path, name, isQualifiedName(name, context.version.behaviour.labelLengthUnit));
}

/** True when a load balancer asks the nodes for their health. Mirrors: NeedsHealthCheck, k8s.io/kubernetes/pkg/api/service v1.37.0 */
export function needsHealthCheck(spec: JsonObject): boolean {
  return textAt(spec, "type") === "LoadBalancer" && textAt(spec, "externalTrafficPolicy") === "Local";
}

const POLICIES = ["Cluster", "Local"];

/**
 * `hasHealthPort` says that the server has chosen a port.
 * Mirrors: validateServiceExternalTrafficPolicy, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateTraffic(spec: JsonObject, context: ValidationContext): void {
  validateExternalTraffic(spec, context);
  validateHealthPort(spec, context);
  const path = SPEC.child("internalTrafficPolicy");
  const inner = spec.internalTrafficPolicy;
  if (typeof inner === "string") {
    if (!POLICIES.includes(inner)) notSupported(context, path, namedText(inner), POLICIES);
  } else if (["NodePort", "LoadBalancer", "ClusterIP"].includes(textAt(spec, "type"))) required(context, path);
  const distribution = spec.trafficDistribution;
  if (typeof distribution !== "string") return;
  const known = isEnabled(context.version, "PreferSameTrafficDistribution")
    ? ["PreferClose", "PreferSameZone", "PreferSameNode"]
    : ["PreferClose"];
  if (!known.includes(distribution)) notSupported(context, SPEC.child("trafficDistribution"), distribution, known);
}

function validateExternalTraffic(spec: JsonObject, context: ValidationContext): void {
  const path = SPEC.child("externalTrafficPolicy");
  const policy = textAt(spec, "externalTrafficPolicy");
  const type = textAt(spec, "type");
  const hasExternalIPs = type === "ClusterIP" && listAt(spec, "externalIPs").length > 0;
  if (type !== "LoadBalancer" && type !== "NodePort" && !hasExternalIPs) {
    if (policy !== "") invalid(context, path, namedText(policy), "may only be set for externally-accessible services");
  } else if (policy === "") required(context, path);
  else if (!POLICIES.includes(policy)) notSupported(context, path, namedText(policy), POLICIES);
}

/** A port that is missing where it is needed has been chosen by the server. */
function validateHealthPort(spec: JsonObject, context: ValidationContext): void {
  const port = numberAt(spec, "healthCheckNodePort") ?? 0;
  if (port === 0) return;
  const path = SPEC.child("healthCheckNodePort");
  if (needsHealthCheck(spec)) invalidEach(context, path, port, isValidPortNumber(port));
  else {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    invalid(context, path, port, detail);
  }
}

/** The annotations for topology, of which one follows the other. */
export function validateTopology(service: JsonObject, context: ValidationContext): void {
  const annotations = objectAt(service, "metadata", "annotations");
  const [mode, hints] = [annotations[TOPOLOGY_MODE], annotations[TOPOLOGY_HINTS]];
  if (typeof mode !== "string" || typeof hints !== "string" || mode === hints) return;
  const path = Path.of("metadata").child("annotations").key(TOPOLOGY_MODE);
  invalid(context, path, mode, `must match annotations[${TOPOLOGY_HINTS}] when both are specified`);
}

const TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
const TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
