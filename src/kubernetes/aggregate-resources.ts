import type { JsonObject, JsonValue } from "../model/json.ts";
import { listAt, textAt, textMapAt } from "../model/json-read.ts";
import { addQuantities, compareQuantities, formatQuantity, parseQuantity } from "../model/quantity.ts";

/** Quantities by the names of resources. */
export type Amounts = Map<string, string>;

/**
 * What all containers of a Pod ask for at once; init containers run before the others, beside sidecars begun before them.
 * Mirrors: AggregateContainerRequests and AggregateContainerLimits, k8s.io/component-helpers/resource v0.37.0
 */
export function aggregateResources(podSpec: JsonObject, kind: "requests" | "limits"): Amounts {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const container of listAt(podSpec, "containers")) add(total, amountsOf(container, kind));
  for (const container of listAt(podSpec, "initContainers")) {
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

/** In the order of the names. */
export function sortedAmounts(amounts: Amounts): [string, string][] {
  return [...amounts].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** Requests or limits of one container, or of a Pod as a whole. */
export function amountsOf(holder: JsonValue, kind: "requests" | "limits"): Amounts {
  return new Map(Object.entries(textMapAt(holder, "resources", kind)));
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
