import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";

export interface ClaimTemplateView {
  readonly name: string;
  readonly spec: JsonObject;
  readonly metadata: JsonObject;
}

/** The fields of a stored StatefulSet that decide what a change of it costs. */
export interface SetView {
  readonly namespace: string;
  readonly name: string;
  readonly serviceName: string;
  readonly start: number;
  readonly replicas: number;
  /** Names of the planned Pods, ascending. */
  readonly pods: readonly string[];
  readonly updateStrategy: string;
  readonly partition: number;
  readonly whenDeleted: string;
  readonly whenScaled: string;
  readonly templateLabels: Readonly<Record<string, JsonValue>>;
  readonly selectorKeys: readonly string[];
  readonly claimTemplates: readonly ClaimTemplateView[];
}

/** Reads a stored set; absent fields get the server's defaults, so it is total on any object. */
export function viewOfSet(set: JsonObject): SetView {
  const metadata = objectAt(set, "metadata");
  const spec = objectAt(set, "spec");
  const strategy = objectAt(spec, "updateStrategy");
  const retention = objectAt(spec, "persistentVolumeClaimRetentionPolicy");
  const name = textAt(metadata, "name", "");
  const start = numberAt(objectAt(spec, "ordinals"), "start", 0);
  const replicas = numberAt(spec, "replicas", 1);
  return {
    namespace: textAt(metadata, "namespace", "default"),
    name,
    serviceName: textAt(spec, "serviceName", ""),
    start,
    replicas,
    pods: Array.from({ length: replicas }, (_, index) => `${name}-${start + index}`),
    updateStrategy: textAt(strategy, "type", "RollingUpdate"),
    partition: numberAt(objectAt(strategy, "rollingUpdate"), "partition", 0),
    whenDeleted: textAt(retention, "whenDeleted", "Retain"),
    whenScaled: textAt(retention, "whenScaled", "Retain"),
    templateLabels: objectAt(objectAt(objectAt(spec, "template"), "metadata"), "labels"),
    selectorKeys: selectorKeys(objectAt(spec, "selector")),
    claimTemplates: listAt(spec, "volumeClaimTemplates").map(viewOfTemplate),
  };
}

function viewOfTemplate(template: JsonObject): ClaimTemplateView {
  const metadata = objectAt(template, "metadata");
  return { name: textAt(metadata, "name", ""), spec: objectAt(template, "spec"), metadata };
}

function selectorKeys(selector: JsonObject): string[] {
  const keys = new Set(Object.keys(objectAt(selector, "matchLabels")));
  for (const expression of listAt(selector, "matchExpressions")) keys.add(textAt(expression, "key", ""));
  return [...keys];
}

export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

export function listAt(object: JsonObject, key: string): JsonObject[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textAt(object: JsonObject, key: string, fallback: string): string {
  const value = object[key];
  return typeof value === "string" && value !== "" ? value : fallback;
}

export function numberAt(object: JsonObject, key: string, fallback: number): number {
  const value = object[key];
  return typeof value === "number" ? value : fallback;
}
