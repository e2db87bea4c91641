import type { InputObject } from "../model/inventory.ts";
import { folderOf, namesNamespace } from "./services.ts";

/**
 * Where objects belong together. Many trees hold several applications whose manifests name no namespace; that they
 * would all go to `default` makes them no neighbours. So a namespace that is written holds for the whole run, and
 * one that is not only inside its folder. A folder without anything that makes Pods (`services/`) serves all.
 */
export interface Scopes {
  /** Under which scopes an object is filed. */
  filed(object: InputObject): readonly string[];
  /** Which scopes an object looks into. */
  seen(object: InputObject): readonly string[];
}

/** `podFolders`: the folders that hold something that makes Pods. */
export function scopesOf(podFolders: ReadonlySet<string>): Scopes {
  return {
    filed: (object) => {
      const { namespace } = object;
      const near = [everywhere(namespace), inFolder(object)];
      return namesNamespace(object) ? [...near, byName(namespace)] : near;
    },
    seen: (object) => {
      if (!podFolders.has(folderOf(object.manifest.file))) return [everywhere(object.namespace)];
      return namesNamespace(object) ? [inFolder(object), byName(object.namespace)] : [inFolder(object)];
    },
  };
}

function everywhere(namespace: string): string {
  return `*\n${namespace}`;
}

function byName(namespace: string): string {
  return `=\n${namespace}`;
}

function inFolder({ namespace, manifest }: InputObject): string {
  return `${folderOf(manifest.file)}\n${namespace}`;
}
