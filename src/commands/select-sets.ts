import { labelsMeetAll, type Requirement } from "../kubernetes/label-selector.ts";
import { UsageError } from "../model/errors.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { textMapAt } from "../model/json-read.ts";
import type { OptionValues } from "./command.ts";
import { textOption } from "./option-values.ts";

const SET_KIND = /^apps\/v1(?:beta[12])? StatefulSet$/;

/** The sets that a command is about: all of the input, or those that `-l` selects. */
export function selectSets(inventory: Inventory, options: OptionValues): readonly InputObject[] {
  const sets = lastOfEachName(inventory.objects.filter((object) => SET_KIND.test(object.gvk)));
  const selector = textOption(options, "selector");
  if (selector === undefined) return sets;
  return sets.filter((set) => matchesSelector(set, selector));
}

/** Whether an object has the labels that kubectl's selector asks for. Throws `UsageError` for what is no selector. */
export function matchesSelector({ manifest }: InputObject, selector: string): boolean {
  return labelsMeetAll(parseSelector(selector), textMapAt(manifest.value, "metadata", "labels"));
}

/** A set that stands in the input twice is what its last document says that the server takes. */
function lastOfEachName(sets: readonly InputObject[]): readonly InputObject[] {
  const last = new Map<string, InputObject>();
  for (const set of sets) {
    const key = `${set.namespace}/${set.name}`;
    if (set.accepted || !last.has(key)) last.set(key, set);
  }
  return last.size === sets.length ? sets : sets.filter((set) => last.get(`${set.namespace}/${set.name}`) === set);
}

const FORMS: readonly { readonly form: RegExp; readonly operator: string }[] = [
  { form: /^([^\s=!()]+)\s*!=\s*([^\s=!(),]*)$/, operator: "NotIn" },
  { form: /^([^\s=!()]+)\s*==?\s*([^\s=!(),]*)$/, operator: "In" },
  { form: /^([^\s=!()]+)\s+in\s*\(([^()]*)\)$/, operator: "In" },
  { form: /^([^\s=!()]+)\s+notin\s*\(([^()]*)\)$/, operator: "NotIn" },
  { form: /^!\s*([^\s=!()]+)$/, operator: "DoesNotExist" },
  { form: /^([^\s=!()]+)$/, operator: "Exists" },
];

/** kubectl's label selectors: `a=b,c!=d,e in (f,g),h,!i`. Throws `UsageError` for anything else. */
function parseSelector(text: string): Requirement[] {
  const parts = text.split(/,(?![^()]*\))/).map((part) => part.trim());
  return parts.filter((part) => part !== "").map(parseRequirement);
}

function parseRequirement(text: string): Requirement {
  for (const { form, operator } of FORMS) {
    const match = form.exec(text);
    if (!match) continue;
    const values = match[2] === undefined ? [] : match[2].split(",").map((value) => value.trim());
    return { key: match[1] ?? "", operator, values };
  }
  throw new UsageError(`${JSON.stringify(text)} is no label selector.`, "-l app=web,tier!=cache");
}
