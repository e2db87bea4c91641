import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, objectAt } from "../model/json-read.ts";
import { compareQuantities } from "../model/quantity.ts";

const COMPUTE = ["cpu", "memory"];

/**
 * The quality-of-service class of a Pod: `Guaranteed`, `Burstable` or `BestEffort`.
 * Mirrors: ComputePodQOS, k8s.io/kubernetes/pkg/apis/core/v1/helper/qos v1.37.0
 */
export function qosClass(podSpec: JsonObject): string {
  const own = objectAt(podSpec, "resources");
  const holders =
    Object.keys(own).length > 0 ? [own] : containersOf(podSpec).map((container) => objectAt(container, "resources"));
  const isGuaranteed = holders.length > 0 && holders.every(isFixed);
  if (isGuaranteed) return "Guaranteed";
  return holders.some((resources) => isSet(resources, "requests") || isSet(resources, "limits"))
    ? "Burstable"
    : "BestEffort";
}

function containersOf(podSpec: JsonObject): JsonValue[] {
  return [...listAt(podSpec, "containers"), ...listAt(podSpec, "initContainers")].filter(isObject);
}

function isSet(resources: JsonObject, side: "requests" | "limits"): boolean {
  return COMPUTE.some((name) => isPositive(objectAt(resources, side)[name]));
}

function isPositive(amount: JsonValue | undefined): boolean {
  return typeof amount === "string" && compareQuantities(amount, "0") > 0;
}

/** Limits for cpu and memory, and requests that equal them. */
function isFixed(resources: JsonObject): boolean {
  return COMPUTE.every((name) => {
    const limit = objectAt(resources, "limits")[name];
    const request = objectAt(resources, "requests")[name];
    return (
      isPositive(limit) &&
      typeof limit === "string" &&
      typeof request === "string" &&
      compareQuantities(limit, request) === 0
    );
  });
}
