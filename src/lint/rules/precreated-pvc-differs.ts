import type { InputObject } from "../../model/inventory.ts";
import type { JsonObject } from "../../model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { splitPodName } from "../pod-labels.ts";
import { defineObjectRule, type Finding } from "../rule.ts";
import type { SetItem, SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const precreatedPvcDiffers = defineObjectRule({
  id: "STS308",
  name: "precreated-pvc-differs",
  severity: "warning",
  on: "PersistentVolumeClaim",
  summary: "a claim that a set will take over differs from its claim template",
  rationale:
    "A claim that has the right name is used as it is: the controller never compares it with the template. The Pod then runs with another size, class or mode than the set says, and the other replicas differ from it.",
  sources: ["bitnami/charts#12228", "kubernetes/kubernetes#42677"],
  *check(claim, { index }) {
    const parts = splitPodName(claim.name);
    if (parts === undefined) return;
    for (const set of index.claimOwners(claim, parts.set)) {
      const template = set.claimTemplates.find((candidate) => `${candidate.name}-${set.name}` === parts.set);
      if (template !== undefined) yield* differences(claim, set, template);
    }
  },
});

function* differences(claim: InputObject, set: SetView, template: SetItem): Iterable<Finding> {
  const wanted = objectAt(template.value, "spec");
  const has = objectAt(claim.stored, "spec");
  for (const field of ["storageClassName", "volumeMode"]) {
    const [asked, given] = [textAt(wanted, field), textAt(has, field)];
    if (asked !== "" && given !== "" && asked !== given) yield finding(claim, set, template, [field], asked, given);
  }
  const [askedModes, givenModes] = [modesOf(wanted), modesOf(has)];
  if (askedModes !== "" && givenModes !== "" && askedModes !== givenModes) {
    yield finding(claim, set, template, ["accessModes"], askedModes, givenModes);
  }
  const storage = ["resources", "requests", "storage"];
  const [asked, given] = [quantityAt(wanted, storage), quantityAt(has, storage)];
  if (asked !== "" && given !== "" && compareQuantities(given, asked) !== 0) {
    const isGrown = compareQuantities(given, asked) > 0;
    const found = finding(claim, set, template, storage, asked, given);
    yield isGrown ? { ...found, severity: "info" } : found;
  }
}

function finding(
  claim: InputObject,
  set: SetView,
  template: SetItem,
  field: readonly string[],
  asked: string,
  given: string,
): Finding {
  return {
    object: claim,
    at: ["spec", ...field],
    target: "value",
    message: `Claim ${code(claim.name)} is what ${code(set.name)} will use, but its ${code(field.at(-1) ?? "")} is ${code(given)} where claim template ${code(template.name)} says ${code(asked)}: it is taken as it is.`,
    help: "Make both equal, or give the claim another name.",
    related: [
      {
        object: set.object,
        at: [...template.at, "spec", ...field],
        target: "value",
        message: `claim template ${code(template.name)}`,
      },
    ],
  };
}

function modesOf(spec: JsonObject): string {
  return listAt(spec, "accessModes").map(String).sort().join(", ");
}

function quantityAt(spec: JsonObject, path: readonly string[]): string {
  const value = valueAt(spec, ...path);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
