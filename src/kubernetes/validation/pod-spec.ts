import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { integerAt, listAt, objectAt, textAt } from "../../model/json-read.ts";
import { validateAffinity } from "./affinity.ts";
import { namedText } from "./bad-value.ts";
import { validateContainers } from "./containers.ts";
import { validateDnsConfig } from "./dns.ts";
import { validateEphemeralContainers } from "./ephemeral-containers.ts";
import { invalid, invalidEach, notSupported, required } from "./errors.ts";
import { validateFileKeyVolumes } from "./file-key-volumes.ts";
import { validateHostAliases } from "./host-aliases.ts";
import {
  validateHostPorts,
  validateHostProcess,
  validateHostUsers,
  validateSharedProcesses,
} from "./host-namespaces.ts";
import { validateInitContainers } from "./init-containers.ts";
import { isDns1123Label, isDns1123Subdomain } from "./names.ts";
import { validateLabels } from "./object-meta.ts";
import { validateOverhead } from "./overhead.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import { validateHostnameOverride } from "./pod-hostname.ts";
import { validatePodResources } from "./pod-level-resources.ts";
import { validatePodResourceClaims } from "./pod-resource-claims.ts";
import type { PodScope } from "./pod-scope.ts";
import { validatePodSecurityContext } from "./pod-security-context.ts";
import { validateReadinessGates } from "./readiness-gates.ts";
import { validateSchedulingGates } from "./scheduling-gates.ts";
import { validateTargetOs } from "./target-os.ts";
import { validateTolerations } from "./tolerations.ts";
import { validateTopologySpread } from "./topology-spread.ts";
import { validateVolumes } from "./volumes.ts";

/**
 * The rules for a Pod's spec in the server's order.
 * Mirrors: ValidatePodSpec, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0
 */
export function validatePodSpec(spec: JsonObject, path: Path, context: PodContext): void {
  const scope: PodScope = {
    spec,
    volumes: validateVolumes(listAt(spec, "volumes"), path.child("volumes"), context),
    claimNames: namesOf(listAt(spec, "resourceClaims")),
  };
  validatePodResourceClaims(listAt(spec, "resourceClaims"), path.child("resourceClaims"), context);
  validateContainers(listAt(spec, "containers"), path.child("containers"), scope, context);
  validateInitContainers(listAt(spec, "initContainers"), path.child("initContainers"), scope, context);
  validateEphemeralContainers(listAt(spec, "ephemeralContainers"), path.child("ephemeralContainers"), scope, context);
  validatePodResources(spec, path, scope, context);
  validateHostPorts(spec, path, context);
  validateEnum(spec.restartPolicy, RESTART_POLICIES, path.child("restartPolicy"), context);
  validateEnum(spec.dnsPolicy, DNS_POLICIES, path.child("dnsPolicy"), context);
  validateLabels(objectAt(spec, "nodeSelector"), path.child("nodeSelector"), context);
  validatePodSecurityContext(spec, path, context);
  validateSharedProcesses(spec, path, context);
  validateAffinity(spec.affinity, path.child("affinity"), context);
  validateDnsConfig(spec.dnsConfig, textAt(spec, "dnsPolicy"), path.child("dnsConfig"), context);
  validateReadinessGates(listAt(spec, "readinessGates"), path.child("readinessGates"), context);
  validateSchedulingGates(listAt(spec, "schedulingGates"), path.child("schedulingGates"), context);
  validateTopologySpread(listAt(spec, "topologySpreadConstraints"), path.child("topologySpreadConstraints"), context);
  validateHostProcess(spec, path, context);
  validateHostUsers(spec, path, context);
  validateHostnameOverride(spec, path, context);
  validateNames(spec, path, context);
  validateDeadline(spec, path, context);
  for (const field of ["hostname", "subdomain"]) {
    const name = textAt(spec, field);
    if (name !== "") invalidEach(context, path.child(field), name, isDns1123Label(name));
  }
  validateTolerations(listAt(spec, "tolerations"), path.child("tolerations"), context);
  validateHostAliases(listAt(spec, "hostAliases"), path.child("hostAliases"), context);
  validateSubdomain(spec.priorityClassName, path.child("priorityClassName"), context);
  const { runtimeClassName } = spec;
  if (typeof runtimeClassName === "string") {
    invalidEach(context, path.child("runtimeClassName"), runtimeClassName, isDns1123Subdomain(runtimeClassName));
  }
  if (spec.preemptionPolicy !== undefined) {
    validateEnum(spec.preemptionPolicy, PREEMPTION_POLICIES, path.child("preemptionPolicy"), context);
  }
  if (isObject(spec.overhead)) validateOverhead(spec.overhead, path.child("overhead"), context);
  validateTargetOs(spec, path, context);
  validateFileKeyVolumes(spec, path, context);
}

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const PREEMPTION_POLICIES = ["PreemptLowerPriority", "Never"];

function namesOf(claims: readonly JsonValue[]): ReadonlySet<string> {
  return new Set(claims.map((claim) => textAt(claim, "name")).filter((name) => name !== ""));
}

function validateEnum(value: JsonValue | undefined, known: readonly string[], path: Path, context: PodContext): void {
  const text = typeof value === "string" ? value : "";
  if (text === "") required(context, path);
  else if (!known.includes(text)) notSupported(context, path, namedText(text), known);
}

function validateNames(spec: JsonObject, path: Path, context: PodContext): void {
  validateSubdomain(spec.serviceAccountName, path.child("serviceAccountName"), context);
  validateSubdomain(spec.nodeName, path.child("nodeName"), context);
}

function validateSubdomain(value: JsonValue | undefined, path: Path, context: PodContext): void {
  if (typeof value === "string" && value !== "") invalidEach(context, path, value, isDns1123Subdomain(value));
}

const MAX_INT32 = 2 ** 31 - 1;

function validateDeadline(spec: JsonObject, path: Path, context: PodContext): void {
  const seconds = integerAt(spec, "activeDeadlineSeconds");
  if (seconds === undefined || (seconds >= 1 && seconds <= MAX_INT32)) return;
  const range = `must be between 1 and ${MAX_INT32}, inclusive`;
  invalid(context, path.child("activeDeadlineSeconds"), seconds, range);
}
