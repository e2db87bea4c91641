import { describeObject } from "../lint/lint-inventory.ts";
import type { FieldEdit } from "../lint/rule.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { parseFieldPath } from "../model/field-path.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { isObject } from "../model/json.ts";
import { valueAt } from "../model/json-read.ts";

/** Fields that the server does not know and whose right spelling is beyond doubt: the only suggestion, and free. */
export function misspeltFieldEdits(
  { objects }: Inventory,
  diagnostics: readonly Diagnostic[],
): { readonly object: InputObject; readonly edit: FieldEdit }[] {
  const misspelt = diagnostics.filter(({ name, source }) => source === "api-server" && name === "unknown-field");
  if (misspelt.length === 0) return [];
  const byPlace = new Map(objects.map((object) => [`${object.manifest.file}\n${describeObject(object)}`, object]));
  const edits: { object: InputObject; edit: FieldEdit }[] = [];
  for (const { file, object: description, cause, help } of misspelt) {
    const object = byPlace.get(`${file}\n${description}`);
    const suggestions = [...(help ?? "").matchAll(/`([A-Za-z][A-Za-z0-9]*)`/g)].map((match) => match[1] ?? "");
    const [to] = suggestions;
    if (object === undefined || cause === undefined || to === undefined || suggestions.length !== 1) continue;
    const at = parseFieldPath(cause.field);
    const parent = valueAt(object.manifest.value, ...at.slice(0, -1));
    if (!isObject(parent) || parent[to] !== undefined) continue;
    edits.push({ object, edit: { kind: "rename-key", at, to } });
  }
  return edits;
}
