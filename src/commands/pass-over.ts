import { nearestOf } from "../model/nearest.ts";
import type { SourceFile } from "../model/source.ts";
import { BUILTIN_KINDS } from "./builtin-kinds.ts";

/** Kinds that a rule looks at. Documents of all others change nothing in a lint and are not even parsed. */
const KINDS_OF_INTEREST: ReadonlySet<string> = new Set([
  "StatefulSet",
  "Service",
  "PodDisruptionBudget",
  "HorizontalPodAutoscaler",
  "ScaledObject",
  "PersistentVolumeClaim",
  "PersistentVolume",
  "StorageClass",
  "ConfigMap",
  "Pod",
  "Deployment",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "ResourceList",
]);

/** What is left of a file, and what was passed over. */
export interface Remainder {
  /** The same text with the documents of no interest blanked out, so that positions stay; undefined when none is left. */
  readonly source: SourceFile | undefined;
  readonly passedOver: readonly string[];
}

/** Blanks out the documents that say in plain words, `kind: …` at the margin, that they are of no interest. */
export function passOver(source: SourceFile): Remainder {
  const { name, text } = source;
  const passedOver: string[] = [];
  const parts: string[] = [];
  let isEmpty = true;
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("\n---", start);
    const end = next < 0 ? text.length : next + 1;
    const document = text.slice(start, end);
    const kind = plainKind(document);
    if (kind === undefined || KINDS_OF_INTEREST.has(kind) || kind.endsWith("List") || mayBeMisspelt(kind)) {
      parts.push(document);
      isEmpty = false;
    } else {
      passedOver.push(kind);
      parts.push(blank(document));
    }
    start = end;
  }
  if (passedOver.length === 0) return { source, passedOver };
  return { source: isEmpty ? undefined : { name, text: parts.join("") }, passedOver };
}

/** Answers for the kinds of a run, which are few. */
const misspelt = new Map<string, boolean>();

/** `Statefulset` is read, so that somebody can say what is wrong with it. */
function mayBeMisspelt(kind: string): boolean {
  const known = misspelt.get(kind);
  if (known !== undefined) return known;
  const isBuiltin = Object.values(BUILTIN_KINDS).some((kinds) => kinds.includes(kind));
  const answer = !isBuiltin && nearestOf(kind, [...KINDS_OF_INTEREST]) !== undefined;
  misspelt.set(kind, answer);
  return answer;
}

const KIND_LINE = /^kind:[ \t]*(?:"([A-Za-z]+)"|'([A-Za-z]+)'|([A-Za-z]+))[ \t]*(?:#.*)?\r?$/gm;

/** The one kind that a document in block style names; undefined when it is not beyond doubt. */
function plainKind(document: string): string | undefined {
  const [first, second] = document.matchAll(KIND_LINE);
  if (first === undefined || second !== undefined) return undefined;
  return first[1] ?? first[2] ?? first[3];
}

/** The separator stays; a document of blanks is none. */
function blank(document: string): string {
  const body = document.startsWith("---") ? document.indexOf("\n") : 0;
  if (body < 0) return document;
  return document.slice(0, body) + document.slice(body).replace(/[^\r\n]+/g, (run) => " ".repeat(run.length));
}
