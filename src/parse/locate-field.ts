import type { FieldPath } from "../model/field-path.ts";
import type { LocateTarget } from "../model/manifest.ts";
import { isMergeKey } from "./resolve-scalar.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Offsets in the document's text, end exclusive. */
export interface NodeRange {
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly key: YamlNode | undefined;
  readonly value: YamlNode;
}

/**
 * Where a field stands in a document, through aliases and merge keys. A path that does not exist gives the key
 * (or the beginning) of its nearest ancestor that does.
 */
export function locateField(root: YamlNode, path: FieldPath, target: LocateTarget): NodeRange {
  let entry: Entry = { key: undefined, value: root };
  for (const part of path) {
    const next = childOf(entry.value, part);
    if (!next) return rangeOf(entry, "key");
    entry = next;
  }
  return rangeOf(entry, target);
}

function rangeOf({ key, value }: Entry, target: LocateTarget): NodeRange {
  if (target === "key" && key) return { start: key.start, end: key.end };
  if (value.kind === "scalar" && value.start === value.end && key) return { start: key.start, end: key.end };
  if (key || value.kind === "scalar") return { start: value.start, end: value.end };
  const first = value.kind === "mapping" ? value.children[0] : undefined;
  return first ? { start: first.start, end: first.end } : { start: value.start, end: value.end };
}

function childOf(node: YamlNode, part: string | number): Entry | undefined {
  const target = node.kind === "alias" ? node.target : node;
  if (target?.kind === "sequence") {
    const value = target.children[Number(part)];
    return value && { key: undefined, value };
  }
  return target?.kind === "mapping" ? entryOf(target, String(part)) : undefined;
}

/** The last of equal keys, as the reader takes it; own keys before merged ones. */
function entryOf(mapping: YamlNode, name: string): Entry | undefined {
  const { children } = mapping;
  for (let i = children.length - 2; i >= 0; i -= 2) {
    const key = children[i];
    const value = children[i + 1];
    if (key && value && key.value === name && key.kind === "scalar") return { key, value };
  }
  for (let i = children.length - 2; i >= 0; i -= 2) {
    const key = children[i];
    const value = children[i + 1];
    if (!key || !value || !isMergeKey(key)) continue;
    const sources = value.kind === "sequence" ? value.children : [value];
    for (const source of sources) {
      const found = childOf(source, name);
      if (found) return found;
    }
  }
  return undefined;
}
