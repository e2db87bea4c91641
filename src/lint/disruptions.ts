import type { InputObject } from "../model/inventory.ts";
import { valueAt } from "../model/json-read.ts";

export interface AllowedDisruptions {
  /** Pods that may be down at a time, all being healthy. */
  readonly count: number;
  /** The field that says so, and what it says. */
  readonly field: "minAvailable" | "maxUnavailable";
  readonly written: string;
}

/**
 * What a PodDisruptionBudget allows for a set of that size; undefined when it says neither or says it wrongly.
 * Percentages round up, as the disruption controller does for both fields.
 */
export function allowedDisruptions(budget: InputObject, replicas: number): AllowedDisruptions | undefined {
  for (const field of ["maxUnavailable", "minAvailable"] as const) {
    const value = valueAt(budget.stored, "spec", field);
    const amount = scaled(value, replicas);
    if (amount === undefined) continue;
    const count = field === "maxUnavailable" ? Math.min(amount, replicas) : replicas - amount;
    return { count: Math.max(0, count), field, written: String(value) };
  }
  return undefined;
}

function scaled(value: unknown, replicas: number): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^\d+%$/.test(value)) return undefined;
  return Math.ceil((Number(value.slice(0, -1)) * replicas) / 100);
}
