import { type Requirement, requirementsOf } from "../kubernetes/label-selector.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { isObject } from "../model/json.ts";
import { objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import { type Labels, labelsMeetAll, plainRequirements } from "./label-selector.ts";
import { type ObjectKind, objectKind } from "./object-kind.ts";
import { configTexts, type PeerReference, peerReferences } from "./peer-references.ts";
import { GENERATED_LABELS, POD_NAME_LABEL, splitPodName } from "./pod-labels.ts";
import { folderOf, serviceSelector } from "./services.ts";
import { isPartialSet, type SetView, viewSet } from "./set-view.ts";

/** Something that makes Pods, or a Pod itself. */
export interface PodSource {
  readonly object: InputObject;
  readonly labels: Labels;
  /** Present when it is a set. */
  readonly set?: SetView;
}

/** The run's objects by what rules ask for. Everything is looked up, nothing is searched. */
export interface InventoryIndex {
  /** Complete sets; patches and assertions are left out. */
  readonly sets: readonly SetView[];
  ofKind(kind: ObjectKind): readonly InputObject[];
  inNamespace(kind: ObjectKind, namespace: string): readonly InputObject[];
  find(kind: ObjectKind, namespace: string, name: string): InputObject | undefined;
  /** An object of that kind and name in the same folder, whatever its namespace. */
  inFolderOf(object: InputObject, kind: ObjectKind, name: string): InputObject | undefined;
  /** The first object of the same file with the same kind, namespace and name: itself, or an earlier twin. */
  firstInFile(object: InputObject): InputObject | undefined;
  setNamed(namespace: string, name: string): SetView | undefined;
  /** Everything in the namespace whose Pods meet the requirements. */
  podSources(namespace: string, requirements: readonly Requirement[]): readonly PodSource[];
  /** True when the file itself brings something that makes Pods in that namespace. */
  fileHasPods(file: string, namespace: string): boolean;
  /** The sets of a namespace with a claim template and a name that give claims `<base>-<ordinal>`. */
  claimOwners(namespace: string, base: string): readonly SetView[];
  /** Services whose selector, apart from the labels that the controller writes, meets the set's Pods. */
  servicesOf(set: SetView): readonly InputObject[];
  /** The sets whose Pods a Service selects. */
  setsSelectedBy(service: InputObject): readonly SetView[];
  /** Some set names the Service in `serviceName`. */
  isGoverning(service: InputObject): boolean;
  /** Pods of the set that its own configuration calls by name. */
  peersOf(set: SetView): readonly PeerReference[];
  budgetsOf(set: SetView): readonly InputObject[];
  /** HorizontalPodAutoscalers and KEDA ScaledObjects that scale the set. */
  autoscalersOf(set: SetView): readonly InputObject[];
}

/** Groups the objects of a run once; cost grows with their number. */
export function indexInventory(inventory: Inventory): InventoryIndex {
  const byKind = new Map<string, InputObject[]>();
  const byName = new Map<string, InputObject>();
  const byPlace = new Map<string, InputObject>();
  const setByObject = new Map<InputObject, SetView>();
  for (const object of inventory.objects) {
    const kind = objectKind(object);
    if (kind === undefined) continue;
    push(byKind, kind, object);
    push(byKind, `${kind}/${object.namespace}`, object);
    setIfAbsent(byPlace, `${kind}/${folderOf(object.manifest.file)}\n${object.name}`, object);
    setIfAbsent(byPlace, fileKey(object), object);
    byName.set(`${kind}/${object.namespace}/${object.name}`, object);
    if (kind === "StatefulSet" && !isPartialSet(object)) setByObject.set(object, viewSet(object, setByObject.size));
  }
  const sets = [...setByObject.values()];
  const pods = lazily(() => indexPods(byKind, sets));
  const claims = lazily(() => indexClaims(sets));
  const services = lazily(() => indexBySet(byKind.get("Service") ?? [], pods(), templateRequirements));
  const budgets = lazily(() => indexBySet(byKind.get("PodDisruptionBudget") ?? [], pods(), budgetRequirements));
  const peers = new Map<SetView, readonly PeerReference[]>();
  const governing = lazily(() => new Set(sets.map((set) => `${set.namespace}/${set.serviceName}`)));
  const autoscalers = lazily(() =>
    indexAutoscalers([...(byKind.get("HorizontalPodAutoscaler") ?? []), ...(byKind.get("ScaledObject") ?? [])]),
  );
  return {
    sets,
    ofKind: (kind) => byKind.get(kind) ?? [],
    inNamespace: (kind, namespace) => byKind.get(`${kind}/${namespace}`) ?? [],
    find: (kind, namespace, name) => byName.get(`${kind}/${namespace}/${name}`),
    inFolderOf: (object, kind, name) => byPlace.get(`${kind}/${folderOf(object.manifest.file)}\n${name}`),
    firstInFile: (object) => byPlace.get(fileKey(object)),
    setNamed: (namespace, name) => {
      const object = byName.get(`StatefulSet/${namespace}/${name}`);
      return object && setByObject.get(object);
    },
    podSources: (namespace, requirements) => pods().matching(namespace, requirements),
    fileHasPods: (file, namespace) => pods().files.has(`${namespace}\n${file}`),
    claimOwners: (namespace, base) => claims().get(`${namespace}/${base}`) ?? [],
    servicesOf: (set) => services().bySet.get(set) ?? [],
    setsSelectedBy: (service) => services().byObject.get(service) ?? [],
    isGoverning: (service) => governing().has(`${service.namespace}/${service.name}`),
    peersOf: (set) => {
      const known = peers.get(set) ?? findPeers(set, (name) => byName.get(`ConfigMap/${set.namespace}/${name}`));
      peers.set(set, known);
      return known;
    },
    budgetsOf: (set) => budgets().bySet.get(set) ?? [],
    autoscalersOf: (set) => autoscalers().get(`${set.namespace}/${set.name}`) ?? [],
  };
}

function findPeers(set: SetView, configMap: (name: string) => InputObject | undefined): PeerReference[] {
  const found: PeerReference[] = [];
  for (const text of configTexts(set, configMap)) found.push(...peerReferences(set, text));
  return found;
}

interface PodIndex {
  /** `namespace\nfile` */
  readonly files: ReadonlySet<string>;
  matching(namespace: string, requirements: readonly Requirement[]): readonly PodSource[];
}

function indexPods(byKind: Map<string, InputObject[]>, sets: readonly SetView[]): PodIndex {
  const files = new Set<string>();
  const byLabel = new Map<string, PodSource[]>();
  const add = (source: PodSource) => {
    const { namespace, manifest } = source.object;
    files.add(`${namespace}\n${manifest.file}`);
    push(byLabel, namespace, source);
    for (const [key, value] of Object.entries(source.labels)) push(byLabel, `${namespace}\n${key}=${value}`, source);
  };
  for (const set of sets) add({ object: set.object, labels: set.podLabels, set });
  for (const object of byKind.get("Workload") ?? []) {
    add({ object, labels: textMapAt(object.stored, "spec", "template", "metadata", "labels") });
  }
  for (const object of byKind.get("Pod") ?? []) add({ object, labels: textMapAt(object.stored, "metadata", "labels") });
  const fewest = (namespace: string, requirements: readonly Requirement[]): readonly PodSource[] => {
    let best = byLabel.get(namespace) ?? [];
    for (const { key, operator, values } of requirements) {
      if (operator !== "In" || values.length !== 1) continue;
      const found = byLabel.get(`${namespace}\n${key}=${values[0]}`) ?? [];
      if (found.length < best.length) best = found;
    }
    return best;
  };
  return {
    files,
    matching: (namespace, requirements) =>
      fewest(namespace, requirements).filter((source) => labelsMeetAll(requirements, source.labels)),
  };
}

function indexClaims(sets: readonly SetView[]): Map<string, SetView[]> {
  const owners = new Map<string, SetView[]>();
  for (const set of sets) {
    const bases = new Set(set.claimTemplates.map((template) => `${template.name}-${set.name}`));
    for (const base of bases) push(owners, `${set.namespace}/${base}`, set);
  }
  return owners;
}

/** What a Service asks of a template: its selector less the labels that only the controller can give. */
function templateRequirements(service: InputObject): readonly Requirement[] | undefined {
  const selector = serviceSelector(service);
  if (Object.keys(selector).length === 0) return undefined;
  return plainRequirements(selector).filter((requirement) => !GENERATED_LABELS.includes(requirement.key));
}

function budgetRequirements(budget: InputObject): readonly Requirement[] | undefined {
  const selector = valueAt(budget.stored, "spec", "selector");
  return isObject(selector) ? requirementsOf(selector) : undefined;
}

interface Selections {
  readonly bySet: ReadonlyMap<SetView, readonly InputObject[]>;
  readonly byObject: ReadonlyMap<InputObject, readonly SetView[]>;
}

function indexBySet(
  objects: readonly InputObject[],
  pods: PodIndex,
  requirements: (object: InputObject) => readonly Requirement[] | undefined,
): Selections {
  const bySet = new Map<SetView, InputObject[]>();
  const byObject = new Map<InputObject, SetView[]>();
  for (const object of objects) {
    const wanted = requirements(object);
    if (wanted === undefined) continue;
    const podName = serviceSelector(object)[POD_NAME_LABEL];
    for (const { set } of pods.matching(object.namespace, wanted)) {
      if (!set || (podName !== undefined && splitPodName(podName)?.set !== set.name)) continue;
      push(bySet, set, object);
      push(byObject, object, set);
    }
  }
  return { bySet, byObject };
}

function indexAutoscalers(objects: readonly InputObject[]): Map<string, InputObject[]> {
  const byTarget = new Map<string, InputObject[]>();
  for (const object of objects) {
    const target = objectAt(object.stored, "spec", "scaleTargetRef");
    if (textAt(target, "kind") === "StatefulSet")
      push(byTarget, `${object.namespace}/${textAt(target, "name")}`, object);
  }
  return byTarget;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function fileKey({ manifest, namespace, name }: InputObject): string {
  return `${manifest.file}\n${manifest.apiVersion}\n${manifest.kind}\n${namespace}/${name}`;
}

function setIfAbsent<T>(map: Map<string, T>, key: string, item: T): void {
  if (!map.has(key)) map.set(key, item);
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
