import { applyEdits, type TextEdit, toTextEdit } from "../lint/apply-edits.ts";
import { describeObject } from "../lint/lint-inventory.ts";
import { objectKind } from "../lint/object-kind.ts";
import { findRule } from "../lint/registry.ts";
import { compareSeverity, type Diagnostic } from "../model/diagnostic.ts";
import type { Inventory } from "../model/inventory.ts";
import type { LintReport, RuleDescription } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { LINT_OPTIONS } from "./lint-options.ts";
import { type LintSettings, lintSettings } from "./lint-settings.ts";
import { type Look, look } from "./look.ts";
import { misspeltFieldEdits } from "./misspelt-field-edits.ts";
import { CLUSTER_OPTIONS, INPUT_OPTIONS, PIPELINE_FORMATS } from "./shared-options.ts";

/** What is wrong with these manifests? For people and for pipelines. */
export const lintCommand: Command = {
  name: "lint",
  description:
    "Looks for what is wrong with StatefulSets and the Services, claims, budgets and autoscalers that belong to them, across all files given: what the API server refuses, and what it accepts and the cluster then does not do. Directories are read with their subdirectories.",
  positionals: [
    {
      name: "path",
      summary: "files and directories; - is standard input",
      isVariadic: true,
      isOptional: true,
      readsInto: "filename",
    },
  ],
  options: [...INPUT_OPTIONS, ...CLUSTER_OPTIONS, ...LINT_OPTIONS],
  examples: [
    "sts-plan lint k8s/",
    "helm template web ./chart | sts-plan lint -",
    "sts-plan lint k8s/ -o text -o sarif=sts-plan.sarif --fail-on warning",
    "sts-plan lint k8s/ --write-baseline .sts-plan-baseline.json",
  ],
  formats: ["text", "json", "yaml", ...PIPELINE_FORMATS, "baseline"],
  isRecursive: true,
  run: runLint,
};

function runLint(options: OptionValues, input: CommandInput): LintReport {
  const settings = lintSettings(options, input);
  const sources = input.sources("filename");
  const first = look(sources, settings, input);
  if (!settings.fixes) return reportOf(first, settings, []);
  const repaired = repair(sources, first);
  if (repaired.length === 0) return reportOf(first, settings, []);
  const byName = new Map(repaired.map((source) => [source.name, source]));
  const after = look(
    sources.map((source) => byName.get(source.name) ?? source),
    settings,
    input,
  );
  return reportOf(after, settings, repaired);
}

/** The files that repairs change. */
function repair(sources: readonly SourceFile[], { outcome, loaded, own, diagnostics }: Look): SourceFile[] {
  const editsByFile = new Map<string, TextEdit[]>();
  const textByFile = new Map(sources.map((source) => [source.name, source.text]));
  const add = (file: string, edit: TextEdit | undefined) => {
    if (edit === undefined) return;
    editsByFile.set(file, [...(editsByFile.get(file) ?? []), edit]);
  };
  for (const { object, edit } of [...outcome.repairs, ...misspeltFieldEdits(loaded.inventory, diagnostics)]) {
    const { file } = object.manifest;
    const text = textByFile.get(file);
    if (text !== undefined && own.has(file) && !file.startsWith("<"))
      add(file, toTextEdit(edit, object.manifest, text));
  }
  return [...editsByFile].map(([name, edits]) => ({ name, text: applyEdits(textByFile.get(name) ?? "", edits) }));
}

function reportOf(seen: Look, settings: LintSettings, rewrites: readonly SourceFile[]): LintReport {
  const { diagnostics, suppressed, loaded } = seen;
  const remarks = rewrites.map(({ name }) => `\`${name}\` was repaired.`);
  return {
    kind: "LintReport",
    kubernetesVersion: settings.run.version.name,
    remarks: [...settings.run.remarks, ...remarks],
    input: loaded.tally,
    diagnostics,
    suppressed,
    rules: describeRules([...diagnostics, ...suppressed.map((entry) => entry.diagnostic)]),
    checked: checkedObjects(loaded.inventory, seen.own),
    isFailing: isFailing(diagnostics, settings),
    rewrites,
  };
}

function isFailing(diagnostics: readonly Diagnostic[], { failOn, maxWarnings }: LintSettings): boolean {
  if (diagnostics.filter((found) => found.severity === "warning").length > maxWarnings) return true;
  return failOn !== "never" && diagnostics.some((found) => compareSeverity(found.severity, failOn) <= 0);
}

function describeRules(diagnostics: readonly Diagnostic[]): RuleDescription[] {
  const described = new Map<string, RuleDescription>();
  for (const { rule: id } of diagnostics) {
    const rule = described.has(id) ? undefined : findRule(id);
    if (rule === undefined) continue;
    const { name, severity, summary, rationale, sources } = rule;
    described.set(id, { id, name, severity, summary, rationale, sources });
  }
  return [...described.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function checkedObjects({ objects }: Inventory, own: ReadonlySet<string>): LintReport["checked"] {
  return objects
    .filter((object) => objectKind(object) !== undefined && own.has(object.manifest.file))
    .map((object) => ({
      file: object.manifest.file,
      object: describeObject(object),
      apiVersion: object.manifest.apiVersion,
    }));
}
