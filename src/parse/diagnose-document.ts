import type { Diagnostic } from "../model/diagnostic.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { finding } from "./diagnose-problem.ts";
import type { StreamDocument } from "./document-stream.ts";
import type { DocumentTree } from "./read-file.ts";
import type { TextLines } from "./text-lines.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Kinds whose documents are searched for traps of the dialect; the rest is passed over. */
const KINDS = new Set([
  "StatefulSet",
  "Service",
  "PersistentVolumeClaim",
  "PodDisruptionBudget",
  "HorizontalPodAutoscaler",
  "List",
  "StatefulSetList",
]);

/** Keys that belong inside `metadata`, `spec` or a template; at the top they mean that the indentation is gone. */
const INNER_KEYS = [
  "name",
  "labels",
  "replicas",
  "selector",
  "template",
  "containers",
  "serviceName",
  "matchLabels",
  "image",
  "ports",
];

/** True for an object whose `metadata` or `spec` is empty while its fields stand beside it. */
export function hasLostIndentation(object: JsonObject): boolean {
  const isEmpty = [object.metadata, object.spec].some((value) => value === null);
  return isEmpty && INNER_KEYS.filter((key) => Object.hasOwn(object, key)).length >= 2;
}

/** Traps in a document that kubectl reads without a word: lost indentation, duplicate keys, ambiguous values, text that is dropped. */
export function diagnoseDocument(document: StreamDocument, tree: DocumentTree, lines: TextLines): Diagnostic[] {
  const { value } = document;
  if (!isObject(value) || typeof value.kind !== "string" || !KINDS.has(value.kind)) return [];
  const root = tree();
  if (!root) return [];
  if (hasLostIndentation(value)) return [lostIndentation(value.kind, root, document, lines)];
  const found: Diagnostic[] = [];
  visit(root, { document, lines, found });
  return found;
}

interface Search {
  readonly document: StreamDocument;
  readonly lines: TextLines;
  readonly found: Diagnostic[];
}

function visit(root: YamlNode, search: Search): void {
  const open: YamlNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === "scalar") checkScalar(node, search);
    if (node.kind === "mapping") checkKeys(node, search);
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child && !isFileMode(node, i)) open.push(child);
    }
  }
}

/** Kubernetes' own documentation writes file modes as `0755`, and means it. */
const FILE_MODES: ReadonlySet<string> = new Set(["mode", "defaultMode"]);

function isFileMode({ kind, children }: YamlNode, index: number): boolean {
  return kind === "mapping" && index % 2 === 1 && FILE_MODES.has(children[index - 1]?.value ?? "");
}

function checkKeys(mapping: YamlNode, search: Search): void {
  const seen = new Map<string, YamlNode>();
  for (let i = 0; i < mapping.children.length; i += 2) {
    const key = mapping.children[i];
    if (key?.kind !== "scalar" || key.value === "<<") continue;
    const first = seen.get(key.value);
    if (first) search.found.push(duplicateKey(first, key, search));
    seen.set(key.value, key);
  }
}

function duplicateKey(first: YamlNode, second: YamlNode, search: Search): Diagnostic {
  const lines = search.lines;
  const range = rangeOf(first, search);
  return finding(
    {
      rule: "YAML003",
      name: "duplicate-key",
      message: `The key \`${second.value}\` stands twice in one mapping; kubectl drops the first value without a word.`,
    },
    rangeOf(second, search),
    {
      help: "Keep one of them.",
      related: [{ message: `first given at line ${lines.position(search.document.start + first.start).line}`, range }],
    },
  );
}

/** `yes` is a boolean for Kubernetes and a text for YAML 1.2; `0777` is octal for the one and decimal for the other. */
const AMBIGUOUS_WORD = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const AMBIGUOUS_NUMBER = /^[-+]?(?:0[0-7]+|[0-9][0-9_]*_[0-9_]*)$/;

function checkScalar(node: YamlNode, search: Search): void {
  if (!node.isImplicit || node.tag !== "" || node.value.length > 20) return;
  const isWord = AMBIGUOUS_WORD.test(node.value);
  if (!isWord && !AMBIGUOUS_NUMBER.test(node.value)) return;
  const reading = isWord
    ? `the boolean ${/^[yYoO][eEnN]?[sS]?$/.test(node.value)}`
    : `the number ${readAsNumber(node.value)}`;
  search.found.push(
    finding(
      {
        rule: "YAML006",
        name: "ambiguous-scalar",
        message: `Kubernetes reads \`${node.value}\` as ${reading} (YAML 1.1); YAML 1.2 tools read it differently.`,
      },
      rangeOf(node, search),
      {
        severity: "warning",
        help: `Write "${node.value}" in quotes for a text, or spell out the value that is meant.`,
      },
    ),
  );
}

function readAsNumber(text: string): number {
  const plain = text.replaceAll("_", "").replace(/^\+/, "");
  return /^-?0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
}

function lostIndentation(kind: string, root: YamlNode, document: StreamDocument, lines: TextLines): Diagnostic {
  const keys = root.children.filter((_, index) => index % 2 === 0);
  const first = keys.find((key) => INNER_KEYS.includes(key.value)) ?? root;
  const range = lines.range(document.start + first.start, document.start + first.end);
  return finding(
    {
      rule: "YAML004",
      name: "indentation-lost",
      message: `This ${kind} lost its indentation: \`${first.value}\` and the fields after it stand at the beginning of the line, so \`metadata\` and \`spec\` are empty.`,
    },
    range,
    {
      help: "It was probably copied from a page that drops leading blanks. Copy it again from the source, or indent the fields below `metadata` and `spec`. kubectl would say: resource name may not be empty.",
    },
  );
}

function rangeOf(node: YamlNode, { document, lines }: Search): Diagnostic["range"] {
  return lines.range(document.start + node.start, document.start + node.end);
}
