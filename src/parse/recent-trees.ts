import type { YamlNode } from "./yaml-node.ts";

/**
 * Node trees take ten times the room of their text, and most are never asked for again. Those used last are kept, as
 * many as belong to this many characters; the others are made again when a position is wanted. What is here changes
 * nothing but speed.
 */
const BUDGET = 4_000_000;

interface Kept {
  readonly node: YamlNode;
  readonly size: number;
}

const keptByDocument = new Map<object, Kept>();
let size = 0;

/** Keeps the tree of a document whose text has `length` characters. */
export function keepTree(document: object, node: YamlNode, length: number): void {
  forget(document);
  keptByDocument.set(document, { node, size: length });
  size += length;
  for (const oldest of keptByDocument.keys()) {
    if (size <= BUDGET || oldest === document) break;
    forget(oldest);
  }
}

/** The tree of a document, if it is still there. */
export function recentTree(document: object): YamlNode | undefined {
  const kept = keptByDocument.get(document);
  if (kept === undefined) return undefined;
  keptByDocument.delete(document);
  keptByDocument.set(document, kept);
  return kept.node;
}

function forget(document: object): void {
  const kept = keptByDocument.get(document);
  if (kept === undefined) return;
  keptByDocument.delete(document);
  size -= kept.size;
}
