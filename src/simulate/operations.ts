import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, objectAt, textAt } from "../model/json-read.ts";
import type { BrokenRule, Operation } from "../model/scenario.ts";

/** How `kubectl delete statefulset` treats what the set owns. */
export type Cascade = "background" | "foreground" | "orphan";

/** Operations of a verb, and what kubectl prints for it; or kubectl's error, and nothing is done. */
export type VerbResult =
  | { readonly operations: readonly Operation[]; readonly message: string }
  | { readonly error: string };

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

/** `kubectl scale statefulset/NAME --replicas=N`. */
export function scale(set: JsonObject, replicas: number): VerbResult {
  if (!Number.isInteger(replicas) || replicas < 0) {
    return { error: "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0" };
  }
  return { operations: [applyOf(withSpec(set, { replicas }))], message: `statefulset.apps/${nameOf(set)} scaled` };
}

/** `kubectl set image statefulset/NAME CONTAINER=IMAGE …`; `*` stands for all containers. */
export function setImage(set: JsonObject, images: Readonly<Record<string, string>>): VerbResult {
  const podSpec = objectAt(set, "spec", "template", "spec");
  const found = new Set<string>();
  const withImages = (list: readonly JsonValue[]): JsonValue[] => {
    return list.map((container) => {
      const name = textAt(container, "name");
      const image = images[name] ?? images["*"];
      if (image === undefined || !isObject(container)) return container;
      found.add(name in images ? name : "*");
      return { ...container, image };
    });
  };
  const containers = withImages(listAt(podSpec, "containers"));
  const initContainers = withImages(listAt(podSpec, "initContainers"));
  const unknown = Object.keys(images).find((name) => !found.has(name));
  if (unknown !== undefined) return { error: `unable to find container named "${unknown}"` };
  const changed = { ...podSpec, containers, ...(initContainers.length > 0 ? { initContainers } : {}) };
  if (JSON.stringify(changed) === JSON.stringify(podSpec)) return { operations: [], message: "" };
  const next = withTemplate(set, { ...objectAt(set, "spec", "template"), spec: changed });
  return { operations: [applyOf(next)], message: `statefulset.apps/${nameOf(set)} image updated` };
}

/** `kubectl patch statefulset NAME`, when the patched object is known. */
export function patched(set: JsonObject, next: JsonObject): VerbResult {
  const isSame = JSON.stringify(set) === JSON.stringify(next);
  const message = `statefulset.apps/${nameOf(set)} patched${isSame ? " (no change)" : ""}`;
  return { operations: isSame ? [] : [applyOf(next)], message };
}

/** `kubectl rollout restart`; `restartedAt` is the time that kubectl writes, in RFC 3339. */
export function rolloutRestart(set: JsonObject, restartedAt: string): VerbResult {
  const template = objectAt(set, "spec", "template");
  const metadata = objectAt(template, "metadata");
  const annotations = { ...objectAt(metadata, "annotations"), [RESTARTED_AT]: restartedAt };
  const next = withTemplate(set, { ...template, metadata: { ...metadata, annotations } });
  return { operations: [applyOf(next)], message: `statefulset.apps/${nameOf(set)} restarted` };
}

/** `kubectl delete pod NAME …`. */
export function deletePods(names: readonly string[], namespace = "default"): VerbResult {
  return {
    operations: names.map((name, index) => ({ at: index === 0 ? "settled" : "+0", deletePod: name })),
    message: names.map((name) => `pod "${name}" deleted from ${namespace} namespace`).join("\n"),
  };
}

/** `kubectl delete pvc NAME …`. */
export function deleteClaims(names: readonly string[], namespace = "default"): VerbResult {
  return {
    operations: names.map((name, index) => ({ at: index === 0 ? "settled" : "+0", deleteClaim: name })),
    message: names.map((name) => `persistentvolumeclaim "${name}" deleted from ${namespace} namespace`).join("\n"),
  };
}

/** `kubectl delete statefulset NAME --cascade=…`. */
export function deleteSet(name: string, cascade: Cascade, namespace = "default"): VerbResult {
  const operations = {
    background: { at: "settled", deleteSet: true },
    foreground: { at: "settled", foregroundDeleteSet: true },
    orphan: { at: "settled", orphanDeleteSet: true },
  } as const satisfies Record<Cascade, Operation>;
  return {
    operations: [operations[cascade]],
    message: `statefulset.apps "${name}" deleted from ${namespace} namespace`,
  };
}

/** `--never-ready POD[@REVISION]`; the revision may be its hash alone. Undefined when the text is neither. */
export function neverReadyRule(text: string): BrokenRule | undefined {
  const match = /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?:@([a-z0-9][-a-z0-9.]*))?$/.exec(text);
  const [, pod, revision] = match ?? [];
  if (pod === undefined) return undefined;
  return revision === undefined ? { pod } : { pod, revision };
}

/** A PUT of a whole object, as soon as the operations before it have settled. */
export function applyOf(object: JsonObject): Operation {
  return { at: "settled", apply: object };
}

/** The set with another Pod template. */
export function withTemplate(set: JsonObject, template: JsonObject): JsonObject {
  return withSpec(set, { template });
}

function withSpec(set: JsonObject, change: JsonObject): JsonObject {
  return { ...set, spec: { ...objectAt(set, "spec"), ...change } };
}

function nameOf(set: JsonObject): string {
  return textAt(set, "metadata", "name");
}
