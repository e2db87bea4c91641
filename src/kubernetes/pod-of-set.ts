import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, numberAt, objectAt, textAt } from "../model/json-read.ts";
import { isEnabled, type KubernetesVersion } from "./versions/version.ts";

/** Labels that the controller adds to every Pod. */
export const POD_NAME_LABEL = "statefulset.kubernetes.io/pod-name";
export const POD_INDEX_LABEL = "apps.kubernetes.io/pod-index";
export const REVISION_LABEL = "controller-revision-hash";

/**
 * The Pod of an ordinal as the controller sends it, made from the template of `set`.
 * Mirrors: newVersionedStatefulSetPod, k8s.io/kubernetes/pkg/controller/statefulset v1.37.0
 */
export function podOfSet(set: JsonObject, ordinal: number, revision: string, version: KubernetesVersion): JsonObject {
  const setName = textAt(set, "metadata", "name");
  const name = podName(setName, ordinal);
  const template = objectAt(set, "spec", "template");
  const metadata = objectAt(template, "metadata");
  const labels: JsonObject = { ...objectAt(metadata, "labels"), [POD_NAME_LABEL]: name, [REVISION_LABEL]: revision };
  if (isEnabled(version, "PodIndexLabel")) labels[POD_INDEX_LABEL] = ordinal > MAX_INT32 ? "-1" : String(ordinal);
  const spec = { ...objectAt(template, "spec"), hostname: name, subdomain: textAt(set, "spec", "serviceName") };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...pick(metadata, ["annotations", "finalizers"]),
      generateName: `${setName}-`,
      name,
      namespace: textAt(set, "metadata", "namespace"),
      labels,
      ownerReferences: [ownerReference(set)],
    },
    spec: { ...spec, volumes: volumesOf(set, spec, ordinal) },
  };
}

/** `web-0`; an ordinal beyond 32 bits makes the nameless `web--1`. */
export function podName(setName: string, ordinal: number): string {
  return ordinal > MAX_INT32 ? `${setName}--1` : `${setName}-${ordinal}`;
}

const MAX_INT32 = 2 ** 31 - 1;

function ownerReference(set: JsonObject): JsonObject {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    name: textAt(set, "metadata", "name"),
    uid: textAt(set, "metadata", "uid"),
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** A volume for each claim template, in the order of their names; it takes the place of one with the same name. */
function volumesOf(set: JsonObject, spec: JsonObject, ordinal: number): JsonValue[] {
  const names = [
    ...new Set(listAt(set, "spec", "volumeClaimTemplates").map((claim) => textAt(claim, "metadata", "name"))),
  ].sort();
  const own = names.map((name) => ({
    name,
    persistentVolumeClaim: { claimName: claimName(name, textAt(set, "metadata", "name"), ordinal) },
  }));
  const others = listAt(spec, "volumes").filter((volume) => !names.includes(textAt(volume, "name")));
  return [...own, ...others];
}

/** `data-web-0`; it takes the ordinal from the Pod's name, which says 1 for the nameless one. */
export function claimName(template: string, setName: string, ordinal: number): string {
  return `${template}-${setName}-${ordinal > MAX_INT32 ? 1 : ordinal}`;
}

/**
 * The claims of an ordinal as the controller sends them, by template name; of two templates with one name the last counts.
 * Mirrors: getPersistentVolumeClaims, k8s.io/kubernetes/pkg/controller/statefulset v1.37.0
 */
export function claimsOfSet(set: JsonObject, ordinal: number): JsonObject[] {
  const byName = new Map<string, JsonObject>();
  const matchLabels = objectAt(set, "spec", "selector", "matchLabels");
  for (const template of listAt(set, "spec", "volumeClaimTemplates")) {
    if (!isObject(template)) continue;
    const metadata = objectAt(template, "metadata");
    const name = textAt(metadata, "name");
    byName.set(name, {
      ...template,
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: {
        ...metadata,
        name: claimName(name, textAt(set, "metadata", "name"), ordinal),
        namespace: textAt(set, "metadata", "namespace"),
        labels: { ...objectAt(metadata, "labels"), ...matchLabels },
      },
    });
  }
  return [...byName.values()];
}

/** First and last ordinal that the set wants; undefined for none. */
export function ordinalRange(set: JsonObject): { readonly first: number; readonly last: number } | undefined {
  const replicas = numberAt(set, "spec", "replicas") ?? 1;
  const first = numberAt(set, "spec", "ordinals", "start") ?? 0;
  return replicas < 1 ? undefined : { first, last: first + replicas - 1 };
}

function pick(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => fields.includes(key)));
}
