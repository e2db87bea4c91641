import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from "yaml";
import type { FieldPath } from "../../src/model/field-path.ts";
import type { InputObject, Inventory } from "../../src/model/inventory.ts";
import { isObject, type JsonObject } from "../../src/model/json.ts";
import { objectAt, textAt } from "../../src/model/json-read.ts";
import type { LocateTarget, Manifest } from "../../src/model/manifest.ts";
import type { SourceFile, SourceRange } from "../../src/model/source.ts";

/** A plain reader for rule tests: what is written counts as stored. */
export function readInventory(sources: readonly SourceFile[], namespace = "default"): Inventory {
  return { objects: sources.flatMap((source) => readSource(source, namespace)) };
}

function readSource(source: SourceFile, namespace: string): InputObject[] {
  const lines = new LineCounter();
  const objects: InputObject[] = [];
  for (const document of parseAllDocuments(source.text, { lineCounter: lines, version: "1.1" })) {
    const value = document.toJS() as unknown;
    if (!isObject(value)) continue;
    const locate = (path: FieldPath, target: LocateTarget) =>
      rangeAt(document.contents as Node, path, target, source.name, lines);
    objects.push(inputObject(source.name, objects.length, value, locate, namespace));
  }
  return objects;
}

function inputObject(
  file: string,
  index: number,
  value: JsonObject,
  locate: Manifest["locate"],
  defaultNamespace: string,
): InputObject {
  const apiVersion = textAt(value, "apiVersion");
  const kind = textAt(value, "kind");
  const metadata = objectAt(value, "metadata");
  const namespace = textAt(metadata, "namespace");
  const name = textAt(metadata, "name");
  const manifest: Manifest = { file, index, apiVersion, kind, namespace, name, value, locate };
  const isClusterWide = ["PersistentVolume", "StorageClass"].includes(kind);
  return {
    manifest,
    gvk: `${apiVersion} ${kind}`,
    namespace: isClusterWide ? "" : namespace || defaultNamespace,
    name,
    stored: value,
    accepted: true,
  };
}

function rangeAt(root: Node, path: FieldPath, target: LocateTarget, file: string, lines: LineCounter): SourceRange {
  let node: unknown = root;
  let pair: Pair | undefined;
  let reached = 0;
  for (const part of path) {
    const next = step(node, part);
    if (next === undefined) break;
    if (isPair(next)) pair = next;
    node = isPair(next) ? next.value : next;
    reached++;
  }
  const isFound = reached === path.length;
  const wanted = (isFound && (target === "value" || !pair) ? node : pair?.key) ?? root;
  const [start, end] = (wanted as Node).range ?? [0, 0];
  const position = (offset: number) => ({
    offset,
    line: lines.linePos(offset).line,
    column: lines.linePos(offset).col,
  });
  return { file, start: position(start), end: position(end) };
}

function step(node: unknown, part: string | number): unknown {
  if (isMap(node)) return node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
  if (isSeq(node) && typeof part === "number") return node.items[part];
  return undefined;
}
