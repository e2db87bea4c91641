import { NEWEST } from "../kubernetes/versions/registry.ts";
import { describeObject } from "../lint/lint-inventory.ts";
import { compareSeverity, type Diagnostic, type Severity } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { InputObject } from "../model/inventory.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import type { TextReport } from "../model/report.ts";
import { readStream } from "../parse/document-stream.ts";
import type { Command, CommandInput, OptionValue, OptionValues } from "./command.ts";
import { LINT_OPTIONS } from "./lint-options.ts";
import { lintSettings } from "./lint-settings.ts";
import { look } from "./look.ts";
import { functionOptions, toResult, withResults } from "./resource-list.ts";
import { CLUSTER_OPTIONS } from "./shared-options.ts";
import { textReport } from "./text-report.ts";

/** A KRM function: a validator for kpt and kustomize. */
export const fnCommand: Command = {
  name: "fn",
  description:
    'Runs `lint` as a KRM function: reads a ResourceList from standard input, writes it back with all items as they are and the findings as `results`. Options come from `functionConfig`: the data of a ConfigMap, or the spec of another kind, named as on the command line (`failOn: warning`, `strict: "true"`, `exclude: STS204,STS406`).',
  positionals: [
    { name: "file", summary: "a ResourceList; - is standard input", isOptional: true, readsInto: "filename" },
  ],
  options: [...CLUSTER_OPTIONS, ...LINT_OPTIONS.filter(({ flags }) => /--(include|only|exclude|strict)\b/.test(flags))],
  examples: ["kpt fn eval --image sts-plan -- fn", "sts-plan fn - < resource-list.yaml"],
  formats: ["text"],
  readsStandardInput: true,
  run: runFunction,
};

function runFunction(options: OptionValues, input: CommandInput): TextReport {
  const [source] = input.sources("filename");
  const list = source === undefined ? undefined : resourceList(source.text);
  if (source === undefined || list === undefined) {
    throw new UsageError(
      "Standard input is no ResourceList.",
      "kind: ResourceList, apiVersion: config.kubernetes.io/v1",
    );
  }
  const settings = lintSettings({ ...configured(functionOptions(list)), ...given(options) }, input);
  const { diagnostics, loaded } = look([source], settings, input);
  const objects = new Map(loaded.inventory.objects.map((object) => [describeObject(object), object]));
  const results = diagnostics.map((found) => toResult(found, objectOf(found, objects)));
  return textReport(withResults(source.text, results), {
    diagnostics: failing(diagnostics, settings.failOn),
    input: loaded.tally,
    version: settings.run.version.name,
  });
}

/** What makes the exit status 1, whatever the command line's own threshold is. */
function failing(diagnostics: readonly Diagnostic[], failOn: Severity | "never"): Diagnostic[] {
  if (failOn === "never") return [];
  return diagnostics
    .filter((found) => compareSeverity(found.severity, failOn) <= 0)
    .map((found) => ({ ...found, severity: "error" }));
}

function resourceList(text: string): JsonObject | undefined {
  const [document] = readStream(text.replaceAll("\r\n", "\n"), NEWEST.behaviour).documents;
  const value = document?.value;
  return isObject(value) && value.kind === "ResourceList" ? value : undefined;
}

function objectOf(found: Diagnostic, objects: ReadonlyMap<string, InputObject>): InputObject | undefined {
  return found.object === null ? undefined : objects.get(found.object);
}

const SWITCHES = ["strict"];
const LISTS = ["include", "only", "exclude", "featureGates"];

/** The function's options in the words of the command line; a ConfigMap holds only texts. */
function configured(config: JsonObject): OptionValues {
  const options: Record<string, OptionValue> = {};
  for (const [key, value] of Object.entries(config)) options[key] = optionOf(key, value);
  return options;
}

function optionOf(key: string, value: JsonValue): OptionValue {
  if (SWITCHES.includes(key)) return value === true || value === "true";
  if (LISTS.includes(key)) return Array.isArray(value) ? value.map(String) : String(value).split(",");
  return String(value);
}

function given(options: OptionValues): OptionValues {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
