import { type Labels, labelsMeetAll, type Requirement } from "../kubernetes/label-selector.ts";
import { encodeJson } from "../model/encode-json.ts";
import type { InputObject } from "../model/inventory.ts";
import { valueAt } from "../model/json-read.ts";
import type { Scopes } from "./scopes.ts";
import type { SetView } from "./set-view.ts";

/** Something that makes Pods, or a Pod itself. */
export interface PodSource {
  readonly object: InputObject;
  readonly labels: Labels;
  /** Present when it is a set. */
  readonly set?: SetView;
}

/** Sources of one scope whose Pods have exactly the same labels: a selector takes all of them or none. */
export interface PodGroup {
  readonly labels: Labels;
  readonly sources: readonly PodSource[];
  /** The first source of each kind, name and selector: copies of an object add nothing to what selects what. */
  readonly selecting: ReadonlyMap<string, PodSource>;
  readonly sets: readonly SetView[];
}

export interface PodIndex {
  /** The groups that an object's selector takes, among those that it can see. */
  groups(from: InputObject, requirements: readonly Requirement[]): readonly PodGroup[];
  /** The groups of a set: one for each scope that it is filed under. */
  groupsOf(set: SetView): readonly PodGroup[];
}

interface GrowingGroup extends PodGroup {
  readonly sources: PodSource[];
  readonly selecting: Map<string, PodSource>;
  readonly sets: SetView[];
}

/** Files the sources by scope and label. Looking up costs as much as the rarest label has groups. */
export function indexPods(sources: Iterable<PodSource>, scopes: Scopes): PodIndex {
  const byLabels = new Map<string, GrowingGroup>();
  const byLabel = new Map<string, PodGroup[]>();
  const bySet = new Map<SetView, PodGroup[]>();
  for (const source of sources) {
    const pairs = Object.entries(source.labels).map(([key, value]) => `${key}=${value}`);
    const signature = pairs.sort().join("\n");
    const selecting = selectingKey(source);
    for (const scope of scopes.filed(source.object)) {
      let group = byLabels.get(`${scope}\n\n${signature}`);
      if (group === undefined) {
        group = { labels: source.labels, sources: [], selecting: new Map(), sets: [] };
        byLabels.set(`${scope}\n\n${signature}`, group);
        for (const key of ["", ...pairs]) push(byLabel, `${scope}\n\n${key}`, group);
      }
      group.sources.push(source);
      if (!group.selecting.has(selecting)) group.selecting.set(selecting, source);
      if (source.set === undefined) continue;
      group.sets.push(source.set);
      push(bySet, source.set, group);
    }
  }
  return {
    groups: (from, requirements) => {
      const found: PodGroup[] = [];
      for (const scope of scopes.seen(from)) {
        for (const group of rarest(byLabel, scope, requirements)) {
          if (labelsMeetAll(requirements, group.labels)) found.push(group);
        }
      }
      return found;
    },
    groupsOf: (set) => bySet.get(set) ?? [],
  };
}

function selectingKey({ object }: PodSource): string {
  const selector = valueAt(object.stored, "spec", "selector");
  const asked = selector === undefined ? "" : encodeJson(selector);
  return `${object.manifest.kind}\n${object.name}\n${asked}`;
}

function rarest(
  byLabel: ReadonlyMap<string, readonly PodGroup[]>,
  scope: string,
  requirements: readonly Requirement[],
): readonly PodGroup[] {
  let best = byLabel.get(`${scope}\n\n`) ?? [];
  for (const { key, operator, values } of requirements) {
    if (operator !== "In" || values.length !== 1) continue;
    const found = byLabel.get(`${scope}\n\n${key}=${values[0]}`) ?? [];
    if (found.length < best.length) best = found;
  }
  return best;
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
