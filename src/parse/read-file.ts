import type { Diagnostic } from "../model/diagnostic.ts";
import type { FieldPath } from "../model/field-path.ts";
import type { JsonObject } from "../model/json.ts";
import type { LocateTarget, Manifest } from "../model/manifest.ts";
import type { SourceFile, SourceRange } from "../model/source.ts";
import { composeNode } from "./compose-node.ts";
import { YamlProblem } from "./cursor.ts";
import { diagnoseDocument, hasLostIndentation } from "./diagnose-document.ts";
import { diagnoseProblem } from "./diagnose-problem.ts";
import {
  type DocumentStream,
  type ReaderBehaviour,
  readStream,
  readYaml,
  type StreamDocument,
} from "./document-stream.ts";
import { locateField } from "./locate-field.ts";
import { readObjects } from "./read-objects.ts";
import { keepTree, recentTree } from "./recent-trees.ts";
import { TextLines } from "./text-lines.ts";
import type { YamlNode } from "./yaml-node.ts";

export interface FileReading {
  /** Every object that kubectl would send, lists taken apart; good ones before a broken document are kept. */
  readonly manifests: readonly Manifest[];
  /** What kubectl says of the file as a whole; undefined when it takes all of it. */
  readonly error: string | undefined;
  /** The same and more, for people, with places. */
  readonly diagnostics: readonly Diagnostic[];
  /** Manifests that lost their indentation: what they say is not what was meant. */
  readonly ruined: ReadonlySet<Manifest>;
  /** The document that is no YAML or JSON, behind which nothing was read; undefined without one. */
  readonly stop: ReadingStop | undefined;
}

/** Where reading stopped, and what is needed to go on behind it. */
export interface ReadingStop {
  /** With `\n` for `\r\n`. */
  readonly text: string;
  readonly lines: TextLines;
  /** In `text`: the end of the broken document. */
  readonly offset: number;
}

/**
 * Reads one file as `kubectl apply -f` does: the same objects, the same refusal. Never throws.
 * Positions are worked out only for what is asked for.
 */
export function readFile(file: SourceFile, behaviour: ReaderBehaviour): FileReading {
  const text = file.text.includes("\r\n") ? file.text.replaceAll("\r\n", "\n") : file.text;
  const lines = new TextLines(file.name, file.text, text);
  return readFrom({ text, lines, isFurther: false }, readStream(text, behaviour), behaviour);
}

/** Another reading of a file that has a problem: what stands from `offset` on, which is the start of a YAML document. */
export function readFurther({ text, lines }: ReadingStop, offset: number, behaviour: ReaderBehaviour): FileReading {
  return readFrom({ text, lines, isFurther: true }, readYaml(text, offset, [], behaviour), behaviour);
}

interface ReadText {
  readonly text: string;
  readonly lines: TextLines;
  readonly isFurther: boolean;
}

function readFrom(place: ReadText, stream: DocumentStream, behaviour: ReaderBehaviour): FileReading {
  const { text, lines } = place;
  const manifests: Manifest[] = [];
  const errors = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const ruined = new Set<Manifest>();
  for (const document of stream.documents) {
    if (document.value === null) continue;
    const tree = documentTree(text, document);
    const outcome = readObjects(document.value, {
      source: lines.file,
      json: document.json,
      namesEmbeddedTypes: behaviour.namesEmbeddedTypes,
    });
    if ("problem" in outcome) {
      errors.add(outcome.problem);
      diagnostics.push(...diagnoseProblem({ kind: "document", message: outcome.problem, document }, place));
      continue;
    }
    diagnostics.push(...diagnoseDocument(document, tree, lines));
    for (const { value, at } of outcome.objects) {
      const manifest = makeManifest({ value, at, index: manifests.length }, { tree, start: document.start, lines });
      manifests.push(manifest);
      if (hasLostIndentation(value)) ruined.add(manifest);
    }
  }
  const { problem } = stream;
  if (problem) {
    errors.add(`error parsing ${lines.file}: ${problem.message}`);
    diagnostics.push(...diagnoseProblem({ kind: "stream", problem }, place));
  }
  const list = [...errors];
  return {
    manifests,
    error: list.length > 1 ? `[${list.join(", ")}]` : list[0],
    diagnostics,
    ruined,
    stop: problem && { text, lines, offset: problem.end },
  };
}

/** The node tree of a document; undefined for JSON that YAML does not take. */
export type DocumentTree = () => YamlNode | undefined;

/** The tree of a document, made when it is first asked for. */
export function documentTree(text: string, document: StreamDocument): DocumentTree {
  const { start, end } = document;
  return () => {
    const known = recentTree(document);
    if (known !== undefined) return known;
    const node = compose(text.slice(start, end));
    if (node) keepTree(document, node, end - start);
    return node;
  };
}

function compose(text: string): YamlNode | undefined {
  try {
    return composeNode(text);
  } catch (error) {
    if (error instanceof YamlProblem) return undefined;
    throw error;
  }
}

function makeManifest(
  object: { value: JsonObject; at: FieldPath; index: number },
  place: { tree: DocumentTree; start: number; lines: TextLines },
): Manifest {
  const { value, at, index } = object;
  const { tree, start, lines } = place;
  const metadata = textFields(value.metadata);
  return {
    file: lines.file,
    index,
    apiVersion: typeof value.apiVersion === "string" ? value.apiVersion : "",
    kind: typeof value.kind === "string" ? value.kind : "",
    namespace: metadata.namespace ?? "",
    name: metadata.name ?? "",
    value,
    locate(path: FieldPath, target: LocateTarget): SourceRange {
      const node = tree();
      if (!node) return lines.range(start, start);
      const found = locateField(node, [...at, ...path], target);
      return lines.range(start + found.start, start + found.end);
    },
  };
}

function textFields(value: unknown): { readonly name?: string; readonly namespace?: string } {
  if (typeof value !== "object" || value === null) return {};
  const { name, namespace } = value as JsonObject;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof namespace === "string" ? { namespace } : {}),
  };
}
