import type { NextStep } from "../../model/next.ts";
import { planJson, stepJson } from "./plan-json.ts";

/** One set of `next`. `plan` is what comes when nobody does anything. */
export function nextJson(next: NextStep): object {
  const { statefulSet, after, condition, now, stop, waits, pods, traps, assumptions, plan } = next;
  return {
    statefulSet,
    after,
    condition,
    now: now.map(stepJson),
    stop: { reason: stop, waits },
    pods: pods.map(({ name, revision, isUpdated, isServing, phase, condition: state, reason }) => {
      return { name, revision, updated: isUpdated, serving: isServing, phase, condition: state, reason };
    }),
    traps,
    assumptions,
    plan: planJson(plan),
  };
}
