import { requirementsOf } from "../kubernetes/label-selector.ts";
import type { InputObject } from "../model/inventory.ts";
import { isObject } from "../model/json.ts";
import { numberAt, valueAt } from "../model/json-read.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { PodSource } from "./pod-index.ts";
import type { SetView } from "./set-view.ts";

export interface AllowedDisruptions {
  /** Pods that may be down at a time, all being healthy. */
  readonly count: number;
  /** The field that says so, and what it says. */
  readonly field: "minAvailable" | "maxUnavailable";
  readonly written: string;
}

/**
 * What a PodDisruptionBudget allows for that many Pods; undefined when it says neither or says it wrongly.
 * Percentages round up, as the disruption controller does for both fields.
 */
export function allowedDisruptions(budget: InputObject, pods: number): AllowedDisruptions | undefined {
  for (const field of ["maxUnavailable", "minAvailable"] as const) {
    const value = valueAt(budget.stored, "spec", field);
    const amount = scaled(value, pods);
    if (amount === undefined) continue;
    const count = field === "maxUnavailable" ? Math.min(amount, pods) : pods - amount;
    return { count: Math.max(0, count), field, written: String(value) };
  }
  return undefined;
}

/** What a budget covers: the sets, and how many Pods in all; undefined when that number is not written anywhere. */
export interface Coverage {
  readonly sets: readonly SetView[];
  readonly pods: number;
}

/** Everything that a budget's selector takes, among its neighbours. */
export function coverageOf(budget: InputObject, index: InventoryIndex): Coverage | undefined {
  const selector = valueAt(budget.stored, "spec", "selector");
  if (!isObject(selector)) return undefined;
  const sets: SetView[] = [];
  const counted = new Set<string>();
  let pods = 0;
  for (const group of index.selectedBy(budget, requirementsOf(selector))) {
    for (const source of group.sources.slice(0, MOST_SOURCES)) {
      const { manifest, name } = source.object;
      // The same object again: another file of the input, such as an overlay.
      if (counted.has(`${manifest.kind}/${name}`)) continue;
      counted.add(`${manifest.kind}/${name}`);
      const replicas = replicasOf(source);
      if (replicas === undefined) return undefined;
      pods += replicas;
      if (source.set) sets.push(source.set);
    }
  }
  return { sets, pods };
}

const MOST_SOURCES = 50;

function replicasOf({ object, set }: PodSource): number | undefined {
  if (set) return set.replicas;
  const { kind } = object.manifest;
  if (kind === "Pod") return 1;
  return kind === "DaemonSet" || kind === "Job" ? undefined : (numberAt(object.stored, "spec", "replicas") ?? 1);
}

function scaled(value: unknown, pods: number): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^\d+%$/.test(value)) return undefined;
  return Math.ceil((Number(value.slice(0, -1)) * pods) / 100);
}
