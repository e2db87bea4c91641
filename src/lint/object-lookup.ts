import type { InputObject } from "../model/inventory.ts";
import { type ObjectKind, objectKind } from "./object-kind.ts";
import type { Scopes } from "./scopes.ts";
import { folderOf } from "./services.ts";

/** Objects by kind and name. Cluster-wide kinds stand in namespace "". */
export interface ObjectLookup {
  ofKind(kind: ObjectKind): readonly InputObject[];
  /** An object by name in the namespace of another: in its file, its folder, or elsewhere in its scope. */
  find(kind: ObjectKind, name: string, from: InputObject): InputObject | undefined;
  /** The first object of that name in the namespace, wherever it stands. */
  anywhere(kind: ObjectKind, namespace: string, name: string): InputObject | undefined;
  inFolderOf(object: InputObject, kind: ObjectKind, name: string): InputObject | undefined;
  /** The first object of the same file with the same kind, namespace and name; undefined when that is the object itself. */
  earlierTwin(object: InputObject): InputObject | undefined;
}

const FOUND_BY_NAME: ReadonlySet<ObjectKind> = new Set([
  "StatefulSet",
  "Service",
  "ConfigMap",
  "PersistentVolumeClaim",
  "PersistentVolume",
  "StorageClass",
] as const);
const CLUSTER_WIDE: readonly ObjectKind[] = ["PersistentVolume", "StorageClass"];

/** Files the objects that rules know. The first of equal ones wins in each place. */
export function indexObjects(objects: readonly InputObject[], scopes: Scopes): ObjectLookup {
  const byKind = new Map<ObjectKind, InputObject[]>();
  const byPlace = new Map<string, InputObject>();
  const firstByTwin = new Map<string, InputObject>();
  const twins = new Map<InputObject, InputObject>();
  const file = (key: string, object: InputObject) => {
    if (!byPlace.has(key)) byPlace.set(key, object);
  };
  for (const object of objects) {
    const kind = objectKind(object);
    if (kind === undefined) continue;
    const list = byKind.get(kind);
    if (list) list.push(object);
    else byKind.set(kind, [object]);
    const twin = twinKey(object);
    const first = firstByTwin.get(twin);
    if (first === undefined) firstByTwin.set(twin, object);
    else twins.set(object, first);
    if (!FOUND_BY_NAME.has(kind)) continue;
    const { manifest, namespace, name } = object;
    const identity = `${kind}/${namespace}/${name}`;
    file(identity, object);
    file(`${identity}\n${manifest.file}`, object);
    file(`${identity}\n${folderOf(manifest.file)}/`, object);
    for (const scope of scopes.filed(object)) file(`${identity}\n${scope}`, object);
    file(`${kind}/${name}\n${folderOf(manifest.file)}/`, object);
  }
  return {
    ofKind: (kind) => byKind.get(kind) ?? [],
    find: (kind, name, from) => {
      if (CLUSTER_WIDE.includes(kind)) return byPlace.get(`${kind}//${name}`);
      const identity = `${kind}/${from.namespace}/${name}`;
      const { file: fileName } = from.manifest;
      const near = byPlace.get(`${identity}\n${fileName}`) ?? byPlace.get(`${identity}\n${folderOf(fileName)}/`);
      if (near !== undefined) return near;
      for (const scope of scopes.seen(from)) {
        const found = byPlace.get(`${identity}\n${scope}`);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    anywhere: (kind, namespace, name) => byPlace.get(`${kind}/${namespace}/${name}`),
    inFolderOf: ({ manifest }, kind, name) => byPlace.get(`${kind}/${name}\n${folderOf(manifest.file)}/`),
    earlierTwin: (object) => twins.get(object),
  };
}

function twinKey({ manifest, namespace, name }: InputObject): string {
  return `${manifest.file}\n${manifest.apiVersion}\n${manifest.kind}\n${namespace}/${name}`;
}
