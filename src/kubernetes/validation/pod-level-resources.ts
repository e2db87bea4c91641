import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, textAt, textMapAt } from "../../model/json-read.ts";
import { addQuantities, compareQuantities, formatQuantity, parseQuantity } from "../../model/quantity.ts";
import { isEnabled } from "../versions/version.ts";
import { forbidden, invalid } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { isHugePages, validatePodResourceName } from "./resource-names.ts";
import { validateResources } from "./resources.ts";

/** Resources of the Pod as a whole. Mirrors: validatePodResources, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodResources(spec: JsonObject, specPath: Path, scope: PodScope, context: PodContext): void {
  const { resources } = spec;
  if (!isEnabled(context.version, "PodLevelResources") || !isObject(resources)) return;
  const path = specPath.child("resources");
  if (textAt(spec, "os", "name") === "windows") {
    forbidden(context, path, "may not be set for a windows pod");
    return;
  }
  if (resources.claims !== undefined)
    forbidden(context, path.child("claims"), "claims may not be set for Resources at pod-level");
  validateResources(resources, validatePodResourceName, path, scope.claimNames, context);
  validateConsistency(spec, resources, path, context);
}

/** Mirrors: validatePodResourceConsistency, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateConsistency(spec: JsonObject, resources: JsonObject, path: Path, context: PodContext): void {
  const requests = textMapAt(resources, "requests");
  const limits = textMapAt(resources, "limits");
  for (const [name, sum] of sorted(aggregate(spec, "requests"))) {
    const own = requests[name];
    if (own === undefined || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container requests of ${sum}`;
    invalid(context, path.child("requests").key(name), own, detail);
  }
  for (const [name, sum] of sorted(aggregate(spec, "limits"))) {
    const own = limits[name];
    if (!isHugePages(name) || own === undefined || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container limits of ${sum}`;
    invalid(context, path.child("limits").key(name), own, detail);
  }
  for (const [index, container] of listAt(spec, "containers").entries()) {
    for (const [name, limit] of sorted(new Map(Object.entries(textMapAt(container, "resources", "limits"))))) {
      const own = limits[name];
      if (own === undefined || compareQuantities(limit, own) <= 0) continue;
      const at = path.child("containers").index(index).key(name).child("limits");
      invalid(context, at, limit, `must be less than or equal to pod limits of ${own}`);
    }
  }
}

type Amounts = Map<string, string>;

function sorted(amounts: Amounts): [string, string][] {
  return [...amounts].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/**
 * What all containers need at once; init containers run before the others, beside sidecars that began before them.
 * Mirrors: AggregateContainerRequests and AggregateContainerLimits, k8s.io/component-helpers/resource v0.37.0
 */
function aggregate(spec: JsonObject, kind: "requests" | "limits"): Amounts {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const container of listAt(spec, "containers")) add(total, amountsOf(container, kind));
  for (const container of listAt(spec, "initContainers")) {
    const own = amountsOf(container, kind);
    if (textAt(container, "restartPolicy") === "Always") {
      add(total, own);
      add(sidecars, own);
      raise(highest, sidecars);
    } else {
      const running: Amounts = new Map(own);
      add(running, sidecars);
      raise(highest, running);
    }
  }
  raise(total, highest);
  return total;
}

function amountsOf(container: Parameters<typeof textMapAt>[0], kind: string): Amounts {
  return new Map(Object.entries(textMapAt(container, "resources", kind)));
}

function add(amounts: Amounts, more: Amounts): void {
  for (const [name, quantity] of more) {
    const old = amounts.get(name);
    amounts.set(name, old === undefined ? quantity : sum(old, quantity));
  }
}

function sum(a: string, b: string): string {
  const [x, y] = [parseQuantity(a), parseQuantity(b)];
  if (typeof x === "string" || typeof y === "string") return a;
  return formatQuantity(addQuantities(x, y));
}

function raise(amounts: Amounts, others: Amounts): void {
  for (const [name, quantity] of others) {
    const old = amounts.get(name);
    if (old === undefined || compareQuantities(quantity, old) > 0) amounts.set(name, quantity);
  }
}
