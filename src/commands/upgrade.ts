import { diffFindings } from "../diff/diff-findings.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import type { DiffReport } from "../model/report.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { worstRisk } from "./compare-inventories.ts";
import { compareVersions } from "./compare-versions.ts";
import { loadManifests } from "./load-manifests.ts";
import { textOption } from "./option-values.ts";
import { settingsOf, versionOf } from "./run-settings.ts";
import { INPUT_OPTIONS, MANIFEST_PATHS } from "./shared-options.ts";

export const upgradeCommand: Command = {
  name: "upgrade",
  description:
    "What happens to running StatefulSets when only the control plane is upgraded: whose Pods restart, which stored fields read differently, which manifests the new server refuses at the next `kubectl apply`, and where a rollout goes another way. Exit status as of `diff`: 0 nothing, 1 something, above 1 an error.",
  positionals: [MANIFEST_PATHS],
  options: [
    ...INPUT_OPTIONS.filter(({ flags }) => !flags.startsWith("-l")),
    {
      flags: "--from-version <version>",
      summary: "the Kubernetes version that runs now",
      group: "Assumptions",
      defaultText: "the minor before --to-version",
    },
    {
      flags: "--to-version <version>",
      summary: "the version that comes",
      group: "Assumptions",
      defaultText: "the newest known",
    },
  ],
  examples: [
    "sts-plan upgrade --from-version 1.33 --to-version 1.34 -f k8s/",
    "sts-plan upgrade --to-version 1.37 -f redis-sts.yml -o json",
  ],
  formats: ["text", "json", "yaml", "markdown"],
  isRecursive: true,
  run: upgrade,
};

function upgrade(options: OptionValues, input: CommandInput): DiffReport {
  const to = versionOf(textOption(options, "toVersion"));
  const from = versionOf(textOption(options, "fromVersion") ?? `1.${to.version.minor - 1}`);
  if (from.version.name === to.version.name) {
    throw new UsageError(`Both versions stand for ${to.version.name}.`, "give --from-version and --to-version");
  }
  const sources = input.sources("filename");
  const settings = settingsOf({ ...options, kubernetesVersion: to.version.name });
  const before = loadManifests(sources, { ...settings, version: from.version }, []);
  const after = loadManifests(sources, settings, input.problems);
  const diffed = compareVersions(before.inventory, after.inventory, from.version, to.version);
  const objects = diffed.map(({ difference }) => difference);
  const upgradedFrom = from.version.name;
  const found = diffFindings({ diffed, inventory: after.inventory, version: to.version, isLive: false, upgradedFrom });
  const remarks = [from.remark, to.remark].filter((remark) => remark !== undefined);
  return {
    kind: "DiffReport",
    upgradedFrom,
    kubernetesVersion: to.version.name,
    remarks,
    input: after.tally,
    diagnostics: [...after.diagnostics.filter(({ source }) => source === "yaml"), ...found].sort(compareDiagnostics),
    objects,
    dataRisk: worstRisk(objects.map(({ dataRisk }) => dataRisk)),
  };
}
