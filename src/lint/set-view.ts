import type { FieldPath } from "../model/field-path.ts";
import type { InputObject } from "../model/inventory.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";

/** A container, claim template, volume …: an item of one of the set's lists, with its place. */
export interface SetItem {
  readonly name: string;
  readonly value: JsonObject;
  readonly at: FieldPath;
}

/** What most rules ask of a StatefulSet, read once. */
export interface SetView {
  readonly object: InputObject;
  /** Place among the sets of the run. */
  readonly position: number;
  readonly namespace: string;
  readonly name: string;
  /** With the server's defaults. */
  readonly spec: JsonObject;
  /** As the author wrote it. */
  readonly written: JsonObject;
  readonly replicas: number;
  /** First ordinal. */
  readonly start: number;
  readonly serviceName: string;
  readonly selector: JsonObject;
  readonly annotations: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly podSpec: JsonObject;
  /** Containers, then init containers. */
  readonly containers: readonly SetItem[];
  readonly volumes: readonly SetItem[];
  readonly claimTemplates: readonly SetItem[];
  readonly isParallel: boolean;
  readonly strategy: string;
  readonly partition: number;
}

/** Where a set's Pod spec stands. */
export const POD_SPEC: FieldPath = ["spec", "template", "spec"];

/** Reads a StatefulSet; wrong types count as absent. */
export function viewSet(object: InputObject, position: number): SetView {
  const spec = objectAt(object.stored, "spec");
  const written = objectAt(object.manifest.value, "spec");
  const podSpec = objectAt(spec, "template", "spec");
  const podLabels = textMapAt(spec, "template", "metadata", "labels");
  const selector = objectAt(spec, "selector");
  return {
    object,
    position,
    namespace: object.namespace,
    name: object.name,
    spec,
    written,
    replicas: numberAt(spec, "replicas") ?? 1,
    start: numberAt(spec, "ordinals", "start") ?? 0,
    serviceName: textAt(spec, "serviceName"),
    selector,
    annotations: textMapAt(object.stored, "metadata", "annotations"),
    podLabels,
    podAnnotations: textMapAt(spec, "template", "metadata", "annotations"),
    podSpec,
    containers: [
      ...items(podSpec, [...POD_SPEC, "containers"], plainName),
      ...items(podSpec, [...POD_SPEC, "initContainers"], plainName),
    ],
    volumes: items(podSpec, [...POD_SPEC, "volumes"], plainName),
    claimTemplates: items(spec, ["spec", "volumeClaimTemplates"], claimTemplateName),
    isParallel: textAt(spec, "podManagementPolicy") === "Parallel",
    strategy: textAt(spec, "updateStrategy", "type") || "RollingUpdate",
    partition: numberAt(spec, "updateStrategy", "rollingUpdate", "partition") ?? 0,
  };
}

/** The ordinals that the set wants: first and last; undefined for no replicas. */
export function ordinalsOf(set: SetView): { readonly first: number; readonly last: number } | undefined {
  if (set.replicas < 1) return undefined;
  return { first: set.start, last: set.start + set.replicas - 1 };
}

/** A patch or an assertion: a document that says only part of a set, so that what it lacks is no fault. */
export function isPartialSet(object: InputObject): boolean {
  const spec = valueAt(object.manifest.value, "spec");
  if (!isObject(spec)) return true;
  if (spec.selector !== undefined) return false;
  const labels = valueAt(spec, "template", "metadata", "labels");
  return !isObject(labels) || (object.gvk === "apps/v1 StatefulSet" && !hasImage(spec));
}

function hasImage(spec: JsonObject): boolean {
  return listAt(spec, "template", "spec", "containers").some((container) => textAt(container, "image") !== "");
}

function plainName(value: JsonObject): string {
  return textAt(value, "name");
}

function claimTemplateName(value: JsonObject): string {
  return textAt(value, "metadata", "name");
}

function items(parent: JsonObject, at: FieldPath, nameOf: (value: JsonObject) => string): SetItem[] {
  const found: SetItem[] = [];
  for (const [index, value] of listAt(parent, at.at(-1) ?? "").entries()) {
    if (isObject(value)) found.push({ name: nameOf(value), value, at: [...at, index] });
  }
  return found;
}
