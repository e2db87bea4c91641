import { describeObject } from "../lint/lint-inventory.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { textAt } from "../model/json-read.ts";

/** Says why an object is refused: it is only part of one. */
const PARTIAL_OBJECT = "STS004";

/** What the server's decoder says: it stops at the object, and whatever else is odd about it may follow from that. */
const UNREAD: ReadonlySet<string> = new Set(["unknown-field", "wrong-type"]);

/**
 * While a set is refused, advice about it is beside the point, and so is advice about a Service that governs only
 * such sets. Errors stay, and what explains the refusal; of what cannot be read not even errors.
 */
export function relevantFindings(
  findings: readonly Diagnostic[],
  verdicts: readonly Diagnostic[],
  inventory: Inventory,
): Diagnostic[] {
  const unread = new Set(verdicts.filter(({ name }) => UNREAD.has(name)).map(({ object }) => object ?? ""));
  const mute = withServices(inventory, (object) => unread.has(describeObject(object)));
  const silent = withServices(inventory, (object) => !object.accepted);
  return findings.filter(({ severity, object, rule }) => {
    if (rule === PARTIAL_OBJECT) return true;
    return severity === "error" ? !mute.has(object ?? "") : !silent.has(object ?? "");
  });
}

/** The objects of which this holds, and the Services that govern only such sets. */
function withServices({ objects }: Inventory, holds: (object: InputObject) => boolean): ReadonlySet<string> {
  const sets = objects.filter(({ gvk }) => gvk === "apps/v1 StatefulSet");
  const needed = new Set(sets.filter((set) => !holds(set)).map(serviceOf));
  const services = sets.filter(holds).map(serviceOf);
  return new Set([...objects.filter(holds).map(describeObject), ...services.filter((service) => !needed.has(service))]);
}

/** As findings name it. */
function serviceOf({ namespace, stored }: InputObject): string {
  return `Service ${namespace}/${textAt(stored, "spec", "serviceName")}`;
}
