import { NEWEST, resolveVersion } from "../kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { ClusterState } from "../model/cluster.ts";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { FieldPath } from "../model/field-path.ts";
import type { JsonObject } from "../model/json.ts";
import type { Rehearsal, RehearsalRun } from "../model/rehearsal.ts";
import type { ScenarioReport } from "../model/report.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { loadManifests } from "./load-manifests.ts";
import { listOption, textOption } from "./option-values.ts";
import { type RunSettings, settingsOf } from "./run-settings.ts";
import { problemAt, readScenarios } from "./scenario/read-scenarios.ts";
import { runRehearsal } from "./scenario/run-rehearsal.ts";
import { PIPELINE_FORMATS } from "./shared-options.ts";
import { startingPoint } from "./starting-point.ts";

export const simulateCommand: Command = {
  name: "simulate",
  description:
    "Runs scenario files: an environment, operations in time, and what is expected of them. For rehearsing a rollout, and for tests in a pipeline: the exit status is 1 when an expectation is not met, or when a scenario without expectations does not end well.",
  positionals: [
    {
      name: "scenario",
      summary: "scenario files, YAML or JSON, one or more in a file",
      isVariadic: true,
      readsInto: "scenario",
    },
  ],
  options: [
    {
      flags: "-f, --filename <path>",
      summary: "manifests that operations name: `apply: web.yml`; repeatable",
      group: "Input",
      takes: "reads",
    },
    {
      flags: "--state <dump>",
      summary: "start from a dump: kubectl get sts,pods,pvc,controllerrevisions -o yaml",
      group: "Input",
      takes: "reads",
    },
    {
      flags: "--kubernetes-version <version>",
      summary: "run on this version only",
      group: "Assumptions",
      defaultText: "as the scenario says, else the newest known",
    },
    {
      flags: "--feature-gates <list>",
      summary: "A=true,B=false over those of the scenario",
      group: "Assumptions",
      takes: "list",
    },
  ],
  examples: [
    "sts-plan simulate rollout.yml",
    "sts-plan simulate rollout.yml -f web.yml --kubernetes-version 1.36",
    "sts-plan simulate rollout.yml --state dump.yaml",
    "sts-plan simulate tests/*.yml -o junit=report.xml -o text",
  ],
  formats: ["text", "json", "yaml", ...PIPELINE_FORMATS],
  run: simulateScenarios,
};

function simulateScenarios(options: OptionValues, input: CommandInput): ScenarioReport {
  const settings = settingsOf(options);
  const sources = input.sources("scenario");
  const { behaviour } = settings.version;
  const start = startOf(input, settings, options);
  const context = { behaviour, lookup: manifestLookup(input, settings), start: start?.set?.object };
  const readings = sources.map((source) => readScenarios(source, context));
  const rehearsals = readings.flatMap((reading) => reading.rehearsals);
  const problems = [...input.problems, ...readings.flatMap((reading) => reading.diagnostics)];
  if (rehearsals.length === 0 && problems.length === 0) {
    throw new UsageError("There is no scenario in the input.", "schemas/scenario.schema.json says what one looks like");
  }
  const runs: RehearsalRun[] = [];
  const unmet: Diagnostic[] = [];
  for (const rehearsal of rehearsals) {
    for (const version of versionsOf(rehearsal, options, problems)) {
      const { run, diagnostics } = runRehearsal(rehearsal, version, start);
      runs.push(run);
      unmet.push(...diagnostics);
    }
  }
  return {
    kind: "ScenarioReport",
    kubernetesVersion: settings.version.name,
    remarks: [],
    input: {
      files: sources.length + input.problems.length,
      objects: rehearsals.length,
      passedOver: {},
      isUnreadable: problems.length > 0,
    },
    diagnostics: [...problems, ...unmet].sort(compareDiagnostics),
    runs,
  };
}

/** What a dump shows: the one set that the scenarios are about. */
function startOf(input: CommandInput, settings: RunSettings, options: OptionValues): ClusterState | undefined {
  if (input.sources("state").length === 0) return undefined;
  const { sets } = startingPoint(input, [], settings, options);
  const [live, ...others] = sets;
  if (live?.state.set === undefined) throw new UsageError("There is no StatefulSet in the dump.");
  if (others.length > 0) {
    throw new UsageError(
      "The dump has several StatefulSets; scenarios are about one.",
      "dump one of them: kubectl get -l",
    );
  }
  return live.state;
}

/** The set of a file given with `-f`, by its whole name or the end of it. */
function manifestLookup(input: CommandInput, settings: RunSettings): (file: string) => JsonObject | undefined {
  const sources = input.sources("filename");
  if (sources.length === 0) return () => undefined;
  const { inventory } = loadManifests(sources, settings, []);
  const sets = inventory.objects.filter((object) => object.manifest.kind === "StatefulSet");
  return (file) => {
    const name = file.replace(/^\.\//, "");
    return sets.find(({ manifest }) => manifest.file === name || manifest.file.endsWith(`/${name}`))?.manifest.value;
  };
}

/**
 * The versions to run on: the one of the command line, else that of the scenario, else all that an expectation names,
 * else the newest. What cannot be run is added to `problems`.
 */
function versionsOf(rehearsal: Rehearsal, options: OptionValues, problems: Diagnostic[]): KubernetesVersion[] {
  const asked = textOption(options, "kubernetesVersion") ?? rehearsal.kubernetesVersion;
  const named = rehearsal.expect.flatMap(({ versions = [] }, index) =>
    versions.map((text, at) => ({ text, path: ["expect", index, "versions", at] })),
  );
  const wanted = asked === undefined ? named : [{ text: asked, path: ["kubernetesVersion"] }];
  if (asked === undefined && rehearsal.expect.some(({ versions }) => versions === undefined)) {
    wanted.push({ text: NEWEST.name, path: [] });
  }
  if (wanted.length === 0) wanted.push({ text: NEWEST.name, path: [] });
  const versions = new Map<string, KubernetesVersion>();
  for (const { text, path } of wanted) {
    const name = resolveVersion(text)?.name ?? text;
    if (versions.has(name)) continue;
    const version = versionFor(rehearsal, options, { text, path }, problems);
    if (version !== undefined) versions.set(name, version);
  }
  return [...versions.values()];
}

function versionFor(
  rehearsal: Rehearsal,
  options: OptionValues,
  { text, path }: { readonly text: string; readonly path: FieldPath },
  problems: Diagnostic[],
): KubernetesVersion | undefined {
  const gates = Object.entries(rehearsal.featureGates).map(([gate, value]) => `${gate}=${value}`);
  const featureGates = [...gates, ...listOption(options, "featureGates")];
  try {
    return settingsOf({ kubernetesVersion: text, featureGates }).version;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const at = error.message.includes("gate") ? ["featureGates"] : path;
    const problem = { path: at, target: "value" as const, message: error.message, help: error.hint ?? null };
    problems.push(problemAt(rehearsal, rehearsal.id, problem));
    return undefined;
  }
}
