import { NEWEST } from "../kubernetes/versions/registry.ts";
import { folderOf } from "../lint/services.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, objectAt, textMapAt, valueAt } from "../model/json-read.ts";
import type { SourceFile } from "../model/source.ts";
import { readStream } from "../parse/document-stream.ts";

type Labels = Readonly<Record<string, string>>;

/** Labels that a kustomization lays over everything in its folder, selectors and Pod templates included; by folder. */
export function commonLabelsByFolder(sources: readonly SourceFile[]): ReadonlyMap<string, Labels> {
  const byFolder = new Map<string, Labels>();
  for (const { name, text } of sources) {
    if (!/^(?:commonLabels|labels)\s*:/m.test(text)) continue;
    for (const { value } of readStream(text.replaceAll("\r\n", "\n"), NEWEST.behaviour).documents) {
      const labels = isObject(value) && isKustomization(value) ? selectorLabels(value) : {};
      if (Object.keys(labels).length === 0) continue;
      byFolder.set(folderOf(name), { ...byFolder.get(folderOf(name)), ...labels });
    }
  }
  return byFolder;
}

function isKustomization({ kind, apiVersion }: JsonObject): boolean {
  return kind === "Kustomization" || (kind === undefined && apiVersion === undefined);
}

function selectorLabels(kustomization: JsonObject): Labels {
  const labels = { ...textMapAt(kustomization, "commonLabels") };
  for (const entry of listAt(kustomization, "labels")) {
    if (valueAt(entry, "includeSelectors") === true) Object.assign(labels, textMapAt(entry, "pairs"));
  }
  return labels;
}

/** The objects as they will be when their kustomization is built, as far as its labels go. */
export function withCommonLabels(inventory: Inventory, byFolder: ReadonlyMap<string, Labels>): Inventory {
  if (byFolder.size === 0) return inventory;
  return {
    objects: inventory.objects.map((object) => {
      const labels = byFolder.get(folderOf(object.manifest.file));
      return labels === undefined ? object : { ...object, stored: labelled(object, labels) };
    }),
  };
}

function labelled({ gvk, stored }: InputObject, labels: Labels): JsonObject {
  const spec = objectAt(stored, "spec");
  if (gvk === "v1 Service") {
    if (Object.keys(objectAt(spec, "selector")).length === 0) return stored;
    return { ...stored, spec: { ...spec, selector: { ...objectAt(spec, "selector"), ...labels } } };
  }
  if (!isObject(spec.template) && !isObject(spec.selector)) return stored;
  return { ...stored, spec: { ...spec, ...selectorWith(spec, labels), ...templateWith(spec, labels) } };
}

function selectorWith(spec: JsonObject, labels: Labels): Record<string, JsonValue> {
  if (!isObject(spec.selector)) return {};
  return { selector: { ...spec.selector, matchLabels: { ...objectAt(spec.selector, "matchLabels"), ...labels } } };
}

function templateWith(spec: JsonObject, labels: Labels): Record<string, JsonValue> {
  if (!isObject(spec.template)) return {};
  const metadata = objectAt(spec.template, "metadata");
  return {
    template: { ...spec.template, metadata: { ...metadata, labels: { ...objectAt(metadata, "labels"), ...labels } } },
  };
}
