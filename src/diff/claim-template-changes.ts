import type { JsonObject, JsonValue } from "../model/json.ts";
import { textAt } from "../model/json-read.ts";
import type { ClaimTemplateView, SetView } from "./set-view.ts";

/** A field of an existing claim that nobody can change. */
export interface FixedFieldChange {
  readonly template: string;
  readonly field: string;
  readonly old: string;
  readonly new: string;
}

export interface StorageChange {
  readonly template: string;
  readonly storageClassName: string | undefined;
  /** Quantities as written, `1Gi`. */
  readonly old: string;
  readonly new: string;
}

/** How the claim templates of two sets differ. */
export interface ClaimTemplateChanges {
  readonly added: readonly ClaimTemplateView[];
  readonly removed: readonly ClaimTemplateView[];
  readonly storage: readonly StorageChange[];
  readonly fixed: readonly FixedFieldChange[];
}

/** Spec fields of a claim that are immutable once it exists; `resources` may grow, `volumeAttributesClassName` may change. */
const FIXED_FIELDS = [
  "accessModes",
  "storageClassName",
  "volumeMode",
  "selector",
  "dataSource",
  "dataSourceRef",
  "volumeName",
];

/** Templates are matched by name: a renamed one is one removed and one added, as it is for the claims. */
export function compareClaimTemplates(before: SetView, after: SetView): ClaimTemplateChanges {
  const oldByName = new Map(before.claimTemplates.map((template) => [template.name, template]));
  const newByName = new Map(after.claimTemplates.map((template) => [template.name, template]));
  const storage: StorageChange[] = [];
  const fixed: FixedFieldChange[] = [];
  for (const [name, next] of newByName) {
    const old = oldByName.get(name);
    if (!old) continue;
    const sizes = { old: storageOf(old.spec), new: storageOf(next.spec) };
    if (sizes.old !== sizes.new) {
      const storageClassName = textAt(old.spec, "storageClassName") || undefined;
      storage.push({ template: name, storageClassName, ...sizes });
    }
    for (const field of FIXED_FIELDS) {
      const [a, b] = [show(old.spec[field]), show(next.spec[field])];
      if (a !== b) fixed.push({ template: name, field, old: a, new: b });
    }
  }
  return {
    added: after.claimTemplates.filter((template) => !oldByName.has(template.name)),
    removed: before.claimTemplates.filter((template) => !newByName.has(template.name)),
    storage,
    fixed,
  };
}

function storageOf(spec: JsonObject): string {
  return textAt(spec, "resources", "requests", "storage");
}

function show(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "none";
  return typeof value === "string" ? `\`${value}\`` : `\`${JSON.stringify(value)}\``;
}
