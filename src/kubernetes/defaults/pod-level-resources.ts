import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { type Amounts, aggregateResources, amountsOf, sortedAmounts } from "../aggregate-resources.ts";
import { isEnabled, type KubernetesVersion } from "../versions/version.ts";

/**
 * A Pod with what its containers say about the resources of the Pod as a whole, where it names some of them itself.
 * Mirrors: DefaultPodLevelResources, k8s.io/kubernetes/pkg/api/pod v1.37.0; defaultHugePagePodLimits and
 * defaultPodRequests, k8s.io/kubernetes/pkg/apis/core/v1 v1.36.3
 */
export function defaultPodLevelResources(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const { spec } = pod;
  if (!isEnabled(version, "PodLevelResources") || !isObject(spec) || !isObject(spec.resources)) return pod;
  const fillsLimits = isEnabled(version, "PodLevelResourcesFixDefaulting");
  const requests = amountsOf(spec, "requests");
  const limits = amountsOf(spec, "limits");
  if (requests.size === 0 && limits.size === 0) return pod;
  addHugePageLimits(spec, requests, limits);
  if (fillsLimits || limits.size > 0) addRequests(spec, requests, limits);
  if (fillsLimits) addLimits(spec, requests, limits);
  const resources: JsonObject = { ...spec.resources };
  if (requests.size > 0) resources.requests = Object.fromEntries(sortedAmounts(requests));
  if (limits.size > 0) resources.limits = Object.fromEntries(sortedAmounts(limits));
  return { ...pod, spec: { ...spec, resources } };
}

function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}

function isPodLevel(name: string): boolean {
  return name === "cpu" || name === "memory" || isHugePages(name);
}

function addHugePageLimits(spec: JsonObject, requests: Amounts, limits: Amounts): void {
  for (const [name, quantity] of aggregateResources(spec, "limits")) {
    if (isHugePages(name) && !requests.has(name) && !limits.has(name)) limits.set(name, quantity);
  }
}

function addRequests(spec: JsonObject, requests: Amounts, limits: Amounts): void {
  for (const [name, quantity] of aggregateResources(spec, "requests")) {
    if (isPodLevel(name) && !isHugePages(name) && !requests.has(name)) requests.set(name, quantity);
  }
  for (const [name, quantity] of limits) if (isPodLevel(name) && !requests.has(name)) requests.set(name, quantity);
}

/** Only of resources that every container limits. */
function addLimits(spec: JsonObject, requests: Amounts, limits: Amounts): void {
  const containers = [...listAt(spec, "initContainers"), ...listAt(spec, "containers")];
  const sums = aggregateResources(spec, "limits");
  for (const [name, request] of requests) {
    const sum = sums.get(name);
    if (!isPodLevel(name) || limits.has(name) || sum === undefined) continue;
    if (containers.every((container) => amountsOf(container, "limits").has(name)))
      limits.set(name, compareQuantities(request, sum) > 0 ? request : sum);
  }
}
