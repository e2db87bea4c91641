import { NEWEST } from "../kubernetes/versions/registry.ts";
import { applyBaseline, readBaseline } from "../lint/baseline.ts";
import { decodeConfig, type LintConfig, NO_CONFIG } from "../lint/config.ts";
import type { LintOptions } from "../lint/lint-options.ts";
import { findRule, nearestRule } from "../lint/registry.ts";
import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { JsonValue } from "../model/json.ts";
import type { SuppressedDiagnostic } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { readStream } from "../parse/document-stream.ts";
import type { CommandInput, OptionValues } from "./command.ts";
import { isOn, listOption, numberOption, textOption } from "./option-values.ts";
import { type RunSettings, settingsOf } from "./run-settings.ts";

/** Everything that decides what a lint reports, from the command line over the config file. */
export interface LintSettings {
  readonly run: RunSettings;
  readonly lint: Omit<LintOptions, "sources">;
  readonly failOn: Severity | "never";
  readonly maxWarnings: number;
  readonly fixes: boolean;
  /** Takes out what the baseline knows. */
  baseline(diagnostics: readonly Diagnostic[]): {
    kept: readonly Diagnostic[];
    dropped: readonly SuppressedDiagnostic[];
  };
}

/** Throws `UsageError` for an unknown rule, and for a config file or baseline that says what it should not. */
export function lintSettings(options: OptionValues, input: CommandInput): LintSettings {
  const [configFile] = input.sources("config");
  const config = configFile ? decodeConfig(contentOf(configFile), configFile.name) : NO_CONFIG;
  const run = settingsOf({ ...optionsOf(config), ...withoutUndefined(options) });
  const fixes = isOn(options, "fix");
  const only = rulesOf(options, "only");
  const [baselineFile] = input.sources("baseline");
  const known = baselineFile ? readBaseline(contentOf(baselineFile), baselineFile.name) : undefined;
  return {
    run,
    lint: {
      version: run.version,
      clusterDomain: run.clusterDomain,
      strict: isOn(options, "strict") || config.strict,
      rules: {
        include: [...rulesOf(options, "include"), ...only],
        exclude: rulesOf(options, "exclude"),
        only: only.length > 0,
        fixes,
        severities: config.rules,
      },
      ignores: config.ignore,
    },
    failOn: failOnOf(options) ?? config.failOn ?? "error",
    maxWarnings: numberOption(options, "maxWarnings") ?? config.maxWarnings ?? Number.POSITIVE_INFINITY,
    fixes,
    baseline: (diagnostics) =>
      known === undefined ? { kept: diagnostics, dropped: [] } : applyBaseline(diagnostics, known),
  };
}

/** What the config file says in the words of the command line. */
function optionsOf(config: LintConfig): OptionValues {
  const { kubernetesVersion, clusterDomain, namespace, featureGates } = config;
  const gates = Object.entries(featureGates).map(([gate, value]) => `${gate}=${value}`);
  return withoutUndefined({
    kubernetesVersion,
    clusterDomain,
    namespace,
    featureGates: gates.length === 0 ? undefined : gates,
  });
}

function withoutUndefined(options: OptionValues): OptionValues {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The one document of a settings file; Kubernetes' own reader serves for it. */
function contentOf(file: SourceFile): JsonValue | undefined {
  const text = file.text.replaceAll("\r\n", "\n");
  const { documents, problem } = readStream(text, NEWEST.behaviour);
  if (problem !== undefined) throw new UsageError(`${file.name} cannot be read: ${problem.message}`);
  const values = documents.map((document) => document.value).filter((value) => value !== null);
  if (values.length > 1) throw new UsageError(`${file.name} holds several documents.`);
  return values[0];
}

/** Ids of rules given by id or name, also several with commas. */
function rulesOf(options: OptionValues, attribute: string): string[] {
  const words = listOption(options, attribute).flatMap((list) => list.split(","));
  return words
    .map((word) => word.trim())
    .filter((word) => word !== "")
    .map((word) => {
      const rule = findRule(word);
      if (rule) return rule.id;
      const nearest = nearestRule(word);
      throw new UsageError(
        `There is no rule ${JSON.stringify(word)}.`,
        nearest ? `did you mean ${nearest}?` : "`sts-plan rules` lists them",
      );
    });
}

function failOnOf(options: OptionValues): Severity | "never" | undefined {
  const text = textOption(options, "failOn");
  return text === "error" || text === "warning" || text === "info" || text === "never" ? text : undefined;
}
