import { isObject, type JsonObject } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt } from "../model/json-read.ts";

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
  readonly templateLabels: JsonObject;
  readonly selectorKeys: readonly string[];
  readonly claimTemplates: readonly ClaimTemplateView[];
}

/** Reads a stored set; absent fields get the server's defaults, so it is total on any object. */
export function viewOfSet(set: JsonObject): SetView {
  const spec = objectAt(set, "spec");
  const retention = objectAt(spec, "persistentVolumeClaimRetentionPolicy");
  const name = textAt(set, "metadata", "name");
  const start = numberAt(spec, "ordinals", "start") ?? 0;
  const replicas = numberAt(spec, "replicas") ?? 1;
  return {
    namespace: textAt(set, "metadata", "namespace") || "default",
    name,
    serviceName: textAt(spec, "serviceName"),
    start,
    replicas,
    pods: Array.from({ length: replicas }, (_, index) => `${name}-${start + index}`),
    updateStrategy: textAt(spec, "updateStrategy", "type") || "RollingUpdate",
    partition: numberAt(spec, "updateStrategy", "rollingUpdate", "partition") ?? 0,
    whenDeleted: textAt(retention, "whenDeleted") || "Retain",
    whenScaled: textAt(retention, "whenScaled") || "Retain",
    templateLabels: objectAt(spec, "template", "metadata", "labels"),
    selectorKeys: selectorKeys(objectAt(spec, "selector")),
    claimTemplates: listAt(spec, "volumeClaimTemplates").filter(isObject).map(viewOfTemplate),
  };
}

function viewOfTemplate(template: JsonObject): ClaimTemplateView {
  return {
    name: textAt(template, "metadata", "name"),
    spec: objectAt(template, "spec"),
    metadata: objectAt(template, "metadata"),
  };
}

function selectorKeys(selector: JsonObject): string[] {
  const keys = new Set(Object.keys(objectAt(selector, "matchLabels")));
  for (const expression of listAt(selector, "matchExpressions")) keys.add(textAt(expression, "key"));
  return [...keys];
}
