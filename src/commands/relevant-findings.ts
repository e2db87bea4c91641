import { describeObject } from "../lint/lint-inventory.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { textAt } from "../model/json-read.ts";

/** Says why an object is refused: it is only part of one. */
const PARTIAL_OBJECT = "STS004";

/**
 * While a set is refused, advice about it is beside the point, and so is advice about a Service that governs only
 * such sets. Errors stay, and what explains the refusal.
 */
export function relevantFindings(findings: readonly Diagnostic[], inventory: Inventory): Diagnostic[] {
  const silent = new Set(inventory.objects.filter((object) => !object.accepted).map(describeObject));
  for (const service of servicesOfRefused(inventory)) silent.add(service);
  return findings.filter(
    ({ severity, object, rule }) => severity === "error" || rule === PARTIAL_OBJECT || !silent.has(object ?? ""),
  );
}

function servicesOfRefused({ objects }: Inventory): Set<string> {
  const sets = objects.filter(({ gvk }) => gvk === "apps/v1 StatefulSet");
  const needed = new Set(sets.filter(({ accepted }) => accepted).map(serviceOf));
  const others = sets.filter(({ accepted }) => !accepted).map(serviceOf);
  return new Set(others.filter((service) => !needed.has(service)));
}

/** As findings name it. */
function serviceOf({ namespace, stored }: InputObject): string {
  return `Service ${namespace}/${textAt(stored, "spec", "serviceName")}`;
}
