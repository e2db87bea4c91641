import { serviceNames } from "../kubernetes/dns-names.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import type { NameKind, NamesReport, Plan, SetNames } from "../model/report.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { loadManifests } from "./load-manifests.ts";
import { indexObjects } from "./object-index.ts";
import { textOption } from "./option-values.ts";
import { planCreation } from "./plan-creation.ts";
import { requireSets } from "./require-sets.ts";
import { settingsOf } from "./run-settings.ts";
import { CLUSTER_OPTIONS, INPUT_OPTIONS, MANIFEST_PATHS } from "./shared-options.ts";

const KINDS: readonly NameKind[] = ["dns", "short", "srv", "service", "pods", "hostnames", "claims"];

export const namesCommand: Command = {
  name: "names",
  description:
    "Prints the names that a StatefulSet brings with it: Pods, hostnames, DNS names (A, SRV, short forms) and claims; for scripts, certificates and seed lists.",
  positionals: [MANIFEST_PATHS],
  options: [
    ...INPUT_OPTIONS,
    ...CLUSTER_OPTIONS,
    { flags: "--only <kind>", summary: "what -o name prints", group: "Output", choices: KINDS, defaultText: "dns" },
  ],
  examples: [
    "sts-plan names -f web.yml",
    "sts-plan names -f web.yml -o name | paste -sd,",
    "sts-plan names -f web.yml -o name --only claims",
  ],
  formats: ["table", "name", "json", "yaml"],
  run: listNames,
};

function listNames(options: OptionValues, input: CommandInput): NamesReport {
  const settings = settingsOf(options);
  const loaded = loadManifests(input.sources("filename"), settings, input.problems);
  const index = indexObjects(loaded.inventory);
  const sets = requireSets(loaded, options).map((set) => planCreation(set, index, settings, {}));
  return {
    kind: "NamesReport",
    kubernetesVersion: settings.version.name,
    remarks: settings.remarks,
    input: loaded.tally,
    diagnostics: loaded.diagnostics.toSorted(compareDiagnostics),
    sets: sets.filter((plan) => plan.action !== "refused").map((plan) => namesOf(plan, settings.clusterDomain)),
    only: KINDS.find((kind) => kind === textOption(options, "only")) ?? "dns",
  };
}

function namesOf({ statefulSet, governingService, pods, claims }: Plan, clusterDomain: string): SetNames {
  const zone = { service: governingService.name, namespace: statefulSet.namespace, clusterDomain };
  return { statefulSet, governingService, serviceNames: serviceNames(zone, governingService.ports), pods, claims };
}
