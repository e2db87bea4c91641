import type { InputObject, Inventory } from "../model/inventory.ts";

/** The objects of a run by kind, namespace and name, so that nothing has to be searched. */
export interface ObjectIndex {
  /** By `apps/v1 StatefulSet` and so on, in input order. */
  ofKind(gvk: string): readonly InputObject[];
  inNamespace(gvk: string, namespace: string): readonly InputObject[];
  /** Of several with one name the last, as later documents win. */
  find(gvk: string, namespace: string, name: string): InputObject | undefined;
}

/** Groups the objects of a run; cost grows with their number. */
export function indexObjects({ objects }: Inventory): ObjectIndex {
  const lists = new Map<string, InputObject[]>();
  const byName = new Map<string, InputObject>();
  for (const object of objects) {
    push(lists, object.gvk, object);
    push(lists, `${object.gvk}\n${object.namespace}`, object);
    byName.set(`${object.gvk}\n${object.namespace}\n${object.name}`, object);
  }
  return {
    ofKind: (gvk) => lists.get(gvk) ?? [],
    inNamespace: (gvk, namespace) => lists.get(`${gvk}\n${namespace}`) ?? [],
    find: (gvk, namespace, name) => byName.get(`${gvk}\n${namespace}\n${name}`),
  };
}

function push(lists: Map<string, InputObject[]>, key: string, object: InputObject): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [object]);
  else list.push(object);
}
