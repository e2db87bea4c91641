import { plainRequirements, type Requirement, requirementsOf } from "../kubernetes/label-selector.ts";
import { POD_NAME_LABEL } from "../kubernetes/pod-of-set.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { isObject } from "../model/json.ts";
import { objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import { objectKind } from "./object-kind.ts";
import { indexObjects, type ObjectLookup } from "./object-lookup.ts";
import { configTexts, type PeerReference, peerReferences } from "./peer-references.ts";
import { indexPods, type PodGroup, type PodIndex, type PodSource } from "./pod-index.ts";
import { GENERATED_LABELS, splitPodName } from "./pod-labels.ts";
import { type Scopes, scopesOf } from "./scopes.ts";
import { folderOf, serviceSelector } from "./services.ts";
import { isPartialSet, type SetView, viewSet } from "./set-view.ts";

/**
 * The run's objects by what rules ask for. Everything is looked up, nothing is searched. Lookups go out from an
 * object and find its neighbours (`scopes.ts`), the nearest first.
 */
export interface InventoryIndex extends ObjectLookup {
  /** Complete sets; patches and assertions are left out. */
  readonly sets: readonly SetView[];
  findSet(name: string, from: InputObject): SetView | undefined;
  /** The Service that `serviceName` means. */
  governingService(set: SetView): InputObject | undefined;
  /** What makes the Pods that an object selects. */
  selectedBy(object: InputObject, requirements: readonly Requirement[]): readonly PodGroup[];
  /** The file of an object brings something that makes Pods in its namespace. */
  hasPodsInFile(object: InputObject): boolean;
  /** Services whose selector, apart from the labels that the controller writes, meets the set's Pods. */
  servicesOf(set: SetView): Iterable<InputObject>;
  /** Some set names the Service in `serviceName`. */
  isGoverning(service: InputObject): boolean;
  /** PodDisruptionBudgets that cover the set's Pods: at most ten, for there should be one. */
  budgetsOf(set: SetView): readonly InputObject[];
  /** HorizontalPodAutoscalers and KEDA ScaledObjects that scale the set. */
  autoscalersOf(set: SetView): readonly InputObject[];
  /** Sets of the neighbourhood, one of each name, whose claims are called `<base>-<ordinal>`. */
  claimOwners(from: InputObject, base: string): Iterable<SetView>;
  /** PersistentVolumes of a StorageClass. */
  volumesOfClass(name: string): readonly InputObject[];
  /** Pods of the set that its own configuration calls by name. */
  peersOf(set: SetView): readonly PeerReference[];
}

const MOST_BUDGETS = 10;

/** Groups the objects of a run once; cost grows with their number. */
export function indexInventory({ objects }: Inventory): InventoryIndex {
  const sets: SetView[] = [];
  const sources: PodSource[] = [];
  const setByObject = new Map<InputObject, SetView>();
  for (const object of objects) {
    const source = podSource(object, sets.length);
    if (source === undefined) continue;
    sources.push(source);
    if (source.set === undefined) continue;
    sets.push(source.set);
    setByObject.set(object, source.set);
  }
  const scopes = scopesOf(new Set(sources.map(({ object }) => folderOf(object.manifest.file))));
  const lookup = indexObjects(objects, scopes);
  const pods = lazily(() => indexPods(sources, scopes));
  const podFiles = lazily(() => new Set(sources.map(({ object }) => fileKey(object))));
  const services = lazily(() => bySelection(lookup.ofKind("Service"), pods(), templateRequirements));
  const budgets = lazily(() => bySelection(lookup.ofKind("PodDisruptionBudget"), pods(), budgetRequirements));
  const findSet = (name: string, from: InputObject) => {
    const object = lookup.find("StatefulSet", name, from);
    return object && setByObject.get(object);
  };
  const autoscalers = lazily(() =>
    indexAutoscalers([...lookup.ofKind("HorizontalPodAutoscaler"), ...lookup.ofKind("ScaledObject")], findSet),
  );
  const claims = lazily(() => indexClaims(sets, scopes));
  const volumes = lazily(() => indexVolumes(lookup.ofKind("PersistentVolume")));
  const servicesOf = (set: SetView) => selecting(set, services(), pods(), (service) => isForSet(service, set));
  const governingService = memo((set: SetView) =>
    set.serviceName === "" ? undefined : findGoverning(set, lookup, servicesOf),
  );
  const governing = lazily(() => new Set(sets.map(governingService)));
  return {
    ...lookup,
    sets,
    findSet,
    governingService,
    selectedBy: (object, requirements) => pods().groups(object, requirements),
    hasPodsInFile: (object) => podFiles().has(fileKey(object)),
    servicesOf,
    isGoverning: (service) => governing().has(service),
    budgetsOf: (set) =>
      take(
        MOST_BUDGETS,
        selecting(set, budgets(), pods(), () => true),
      ),
    autoscalersOf: (set) => autoscalers().get(set) ?? [],
    claimOwners: (set, base) =>
      claims()
        .get(claimKey(set, base, scopes))
        ?.values() ?? [],
    volumesOfClass: (name) => volumes().get(name) ?? [],
    peersOf: memo((set: SetView) => findPeers(set, (name) => lookup.find("ConfigMap", name, set.object))),
  };
}

function podSource(object: InputObject, position: number): PodSource | undefined {
  switch (objectKind(object)) {
    case "StatefulSet": {
      if (isPartialSet(object)) return undefined;
      const set = viewSet(object, position);
      return { object, labels: set.podLabels, set };
    }
    case "Workload":
      return { object, labels: textMapAt(object.stored, "spec", "template", "metadata", "labels") };
    case "Pod":
      return { object, labels: textMapAt(object.stored, "metadata", "labels") };
    default:
      return undefined;
  }
}

/** What a Service asks of a template: its selector less the labels that only the controller can give. */
function templateRequirements(service: InputObject): readonly Requirement[] | undefined {
  const selector = serviceSelector(service);
  if (Object.keys(selector).length === 0) return undefined;
  return plainRequirements(selector).filter((requirement) => !GENERATED_LABELS.includes(requirement.key));
}

/** A Service for one Pod belongs to the set of that name only. */
function isForSet(service: InputObject, set: SetView): boolean {
  const podName = serviceSelector(service)[POD_NAME_LABEL];
  return podName === undefined || splitPodName(podName)?.set === set.name;
}

function budgetRequirements(budget: InputObject): readonly Requirement[] | undefined {
  const selector = valueAt(budget.stored, "spec", "selector");
  return isObject(selector) ? requirementsOf(selector) : undefined;
}

/** A Service of that name may stand in another application's folder: then it must select the set's Pods. */
function findGoverning(
  set: SetView,
  lookup: ObjectLookup,
  servicesOf: (set: SetView) => Iterable<InputObject>,
): InputObject | undefined {
  const near = lookup.find("Service", set.serviceName, set.object);
  if (near !== undefined) return near;
  if (lookup.anywhere("Service", set.namespace, set.serviceName) === undefined) return undefined;
  for (const service of servicesOf(set)) if (service.name === set.serviceName) return service;
  return undefined;
}

function bySelection(
  objects: readonly InputObject[],
  pods: PodIndex,
  requirements: (object: InputObject) => readonly Requirement[] | undefined,
): Map<PodGroup, InputObject[]> {
  const byGroup = new Map<PodGroup, InputObject[]>();
  for (const object of objects) {
    const wanted = requirements(object);
    if (wanted === undefined) continue;
    for (const group of pods.groups(object, wanted)) push(byGroup, group, object);
  }
  return byGroup;
}

/** One after the other, each once; nothing is collected, because a thousand may select the same Pods. */
function* selecting(
  set: SetView,
  byGroup: ReadonlyMap<PodGroup, readonly InputObject[]>,
  pods: PodIndex,
  isWanted: (object: InputObject) => boolean,
): Iterable<InputObject> {
  const seen = new Set<InputObject>();
  for (const group of pods.groupsOf(set)) {
    for (const object of byGroup.get(group) ?? []) {
      if (seen.has(object) || !isWanted(object)) continue;
      seen.add(object);
      yield object;
    }
  }
}

function take<T>(limit: number, items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === limit) break;
  }
  return taken;
}

function indexAutoscalers(
  objects: readonly InputObject[],
  findSet: (name: string, from: InputObject) => SetView | undefined,
): Map<SetView, InputObject[]> {
  const bySet = new Map<SetView, InputObject[]>();
  for (const object of objects) {
    const target = objectAt(object.stored, "spec", "scaleTargetRef");
    const set = textAt(target, "kind") === "StatefulSet" ? findSet(textAt(target, "name"), object) : undefined;
    if (set) push(bySet, set, object);
  }
  return bySet;
}

function indexClaims(sets: readonly SetView[], scopes: Scopes): Map<string, Map<string, SetView>> {
  const owners = new Map<string, Map<string, SetView>>();
  for (const set of sets) {
    for (const template of set.claimTemplates) {
      const key = claimKey(set.object, `${template.name}-${set.name}`, scopes);
      const byName = owners.get(key) ?? new Map<string, SetView>();
      owners.set(key, byName);
      if (!byName.has(set.name)) byName.set(set.name, set);
    }
  }
  return owners;
}

function indexVolumes(volumes: readonly InputObject[]): Map<string, InputObject[]> {
  const byClass = new Map<string, InputObject[]>();
  for (const volume of volumes) push(byClass, textAt(volume.stored, "spec", "storageClassName"), volume);
  return byClass;
}

function claimKey(from: InputObject, base: string, scopes: Scopes): string {
  return `${scopes.seen(from).at(-1)}\n${base}`;
}

function findPeers(set: SetView, configMap: (name: string) => InputObject | undefined): PeerReference[] {
  const found: PeerReference[] = [];
  for (const text of configTexts(set, configMap)) found.push(...peerReferences(set, text));
  return found;
}

function fileKey({ namespace, manifest }: InputObject): string {
  return `${namespace}\n${manifest.file}`;
}

function memo<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, { readonly value: T }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
