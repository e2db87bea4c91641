import type { Diagnostic } from "../model/diagnostic.ts";
import type { FieldPath } from "../model/field-path.ts";
import type { JsonValue } from "../model/json.ts";
import type { LocateTarget } from "../model/manifest.ts";
import type { SourceFile, SourceRange } from "../model/source.ts";
import { diagnoseProblem } from "./diagnose-problem.ts";
import { type ReaderBehaviour, readStream } from "./document-stream.ts";
import { locateField } from "./locate-field.ts";
import { documentTree } from "./read-file.ts";
import { TextLines } from "./text-lines.ts";

/** One value of a file that holds something else than manifests, with its places. */
export interface LocatedValue {
  readonly value: JsonValue;
  /** Where a field stands; a path that does not exist gives its nearest ancestor that does. */
  locate(path: FieldPath, target: LocateTarget): SourceRange;
}

export interface ValueReading {
  readonly values: readonly LocatedValue[];
  /** Why the rest of the file could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the documents of a YAML or JSON file, in the same dialect as manifests; empty ones are left out. Never throws. */
export function readValues(file: SourceFile, behaviour: ReaderBehaviour): ValueReading {
  const text = file.text.includes("\r\n") ? file.text.replaceAll("\r\n", "\n") : file.text;
  const lines = new TextLines(file.name, file.text, text);
  const { documents, problem } = readStream(text, behaviour);
  const values: LocatedValue[] = [];
  for (const document of documents) {
    if (document.value === null) continue;
    const tree = documentTree(text, document);
    const { start } = document;
    values.push({
      value: document.value,
      locate(path, target) {
        const node = tree();
        if (!node) return lines.range(start, start);
        const found = locateField(node, path, target);
        return lines.range(start + found.start, start + found.end);
      },
    });
  }
  const place = { text, lines, isFurther: false };
  return { values, diagnostics: problem ? diagnoseProblem({ kind: "stream", problem }, place) : [] };
}
