import type { Diagnostic } from "../../model/diagnostic.ts";
import { type FieldPath, formatFieldPath } from "../../model/field-path.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import type { LocateTarget } from "../../model/manifest.ts";
import type { Expectation, Rehearsal } from "../../model/rehearsal.ts";
import type { Environment } from "../../model/scenario.ts";
import type { SourceFile } from "../../model/source.ts";
import type { ReaderBehaviour } from "../../parse/document-stream.ts";
import { type LocatedValue, readValues } from "../../parse/read-values.ts";
import { type LoweredOperation, type ManifestLookup, OperationReader } from "./lower-operations.ts";
import { SCENARIO } from "./scenario-shape.ts";
import { checkShape } from "./shape.ts";

export interface ScenarioReading {
  readonly rehearsals: readonly Rehearsal[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What operations may refer to. */
export interface ScenarioContext {
  readonly behaviour: ReaderBehaviour;
  readonly lookup: ManifestLookup;
  /** The set that is there at the start, if any. */
  readonly start: JsonObject | undefined;
}

const DEFAULT_ENVIRONMENT: Environment = { startSeconds: 10, terminateSeconds: 5 };

/** Reads a file with one or more scenarios, as documents or as a list. A wrong one is left out, with the reason. Never throws. */
export function readScenarios(file: SourceFile, context: ScenarioContext): ScenarioReading {
  const { values, diagnostics } = readValues(file, context.behaviour);
  const entries = values.flatMap(entriesOf);
  const found: Diagnostic[] = [...diagnostics];
  const rehearsals: Rehearsal[] = [];
  for (const [index, entry] of entries.entries()) {
    const id = idOf(entry.value, file.name, entries.length === 1 ? undefined : index);
    const decoded = decode(entry, id, context);
    if ("problems" in decoded) found.push(...decoded.problems);
    else rehearsals.push(decoded.rehearsal);
  }
  return { rehearsals, diagnostics: found };
}

/** A list stands for its items. */
function entriesOf(document: LocatedValue): LocatedValue[] {
  if (!Array.isArray(document.value)) return [document];
  return document.value.map((value, index) => ({
    value,
    locate: (path, target) => document.locate([index, ...path], target),
  }));
}

/** The name of the file when the scenario has none. */
function idOf(value: JsonValue, file: string, index: number | undefined): string {
  const id = textAt(value, "id");
  if (id !== "") return id;
  const base = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  return index === undefined ? base : `${base}-${index + 1}`;
}

type Decoded = { readonly rehearsal: Rehearsal } | { readonly problems: readonly Diagnostic[] };

function decode(entry: LocatedValue, id: string, context: ScenarioContext): Decoded {
  const { value } = entry;
  if (isObject(value) && typeof value.kind === "string" && typeof value.apiVersion === "string") {
    return { problems: [problemAt(entry, id, { ...NO_SCENARIO, path: ["kind"], target: "value" })] };
  }
  const problems = checkShape(value, SCENARIO).map(({ path, target, message, help }) =>
    problemAt(entry, id, { path, target, message, help }),
  );
  if (problems.length > 0 || !isObject(value)) return { problems };
  const reader = new OperationReader(context.start, context.lookup);
  const lowered: LoweredOperation[] = [];
  for (const [index, operation] of listAt(value, "operations").entries()) {
    const read = reader.read(operation);
    if ("operation" in read) {
      lowered.push(read);
      continue;
    }
    const path = ["operations", index, ...(read.field === undefined ? [] : [read.field])];
    const target = read.field === undefined ? "value" : "key";
    return { problems: [problemAt(entry, id, { path, target, message: read.message, help: read.help })] };
  }
  return { rehearsal: rehearsalOf(entry, value, id, lowered) };
}

/** The value has the shape of a scenario. */
function rehearsalOf(
  entry: LocatedValue,
  value: JsonObject,
  id: string,
  lowered: readonly LoweredOperation[],
): Rehearsal {
  const { expect = [], kubernetesVersion, featureGates = {} } = value;
  return {
    id,
    description: textAt(value, "description"),
    kubernetesVersion: typeof kubernetesVersion === "string" ? kubernetesVersion : undefined,
    featureGates: featureGates as Record<string, boolean>,
    environment: { ...DEFAULT_ENVIRONMENT, ...objectAt(value, "environment") },
    operations: lowered.map(({ operation }) => operation),
    titles: lowered.map(({ title }) => title),
    expect: (Array.isArray(expect) ? expect : [expect]) as unknown as Expectation[],
    locate: entry.locate,
  };
}

const NO_SCENARIO = {
  message: "this is a manifest and no scenario",
  help: "Give manifests with -f, and name them in an operation: `apply: web.yml`.",
};

interface Problem {
  readonly path: FieldPath;
  readonly target: LocateTarget;
  readonly message: string;
  readonly help: string | null;
}

/** A finding about a scenario file, at its place. */
export function problemAt(
  entry: Pick<LocatedValue, "locate">,
  id: string,
  { path, target, message, help }: Problem,
): Diagnostic {
  const range = entry.locate(path, target);
  const at = formatFieldPath(path);
  return {
    rule: "SCENARIO",
    name: "wrong-scenario",
    source: "sts-plan",
    severity: "error",
    message: at === "" ? message : `${at}: ${message}`,
    help,
    file: range.file,
    range,
    path: at,
    object: `Scenario ${id}`,
    related: [],
  };
}
