import { describeObject } from "../lint/lint-inventory.ts";
import type { InputObject } from "../model/inventory.ts";
import type { ObjectDifference } from "../model/object-diff.ts";
import { ACCEPTED } from "./apply-change.ts";

/** An object of which nothing is known to differ yet; "" is its name without an object. */
export function unchangedObject(object: InputObject | undefined): ObjectDifference {
  return {
    object: object === undefined ? "" : describeObject(object),
    action: "unchanged",
    renamedFrom: null,
    changes: [],
    unchanged: 0,
    verdict: "",
    api: ACCEPTED,
    restart: null,
    claims: [],
    dataRisk: "none",
    recipe: null,
    patch: null,
  };
}
