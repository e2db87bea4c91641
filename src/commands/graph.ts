import { compareDiagnostics } from "../model/diagnostic.ts";
import type { GraphReport } from "../model/report.ts";
import type { Command, CommandInput, OptionValues } from "./command.ts";
import { loadManifests } from "./load-manifests.ts";
import { indexObjects } from "./object-index.ts";
import { relationGraph } from "./relation-graph.ts";
import { requireSets } from "./require-sets.ts";
import { settingsOf } from "./run-settings.ts";
import { CLUSTER_OPTIONS, INPUT_OPTIONS, MANIFEST_PATHS } from "./shared-options.ts";

/** A picture of what refers to what. */
export const graphCommand: Command = {
  name: "graph",
  description:
    "Draws which fields of StatefulSets, Pod templates, claim templates, Services and the objects around them refer to which: labels and selectors, serviceName, ports, mounts, volumes, classes. A reference that does not hold is red, one to an object outside of the input is dashed.",
  positionals: [MANIFEST_PATHS],
  options: [...INPUT_OPTIONS, ...CLUSTER_OPTIONS],
  examples: [
    "sts-plan graph -f web.yml",
    "sts-plan graph -f web.yml -o svg=web.svg",
    "sts-plan graph -f k8s/ -R -o dot | dot -Tpdf > relations.pdf",
  ],
  formats: ["mermaid", "dot", "svg", "json", "yaml"],
  run: drawGraph,
};

function drawGraph(options: OptionValues, input: CommandInput): GraphReport {
  const settings = settingsOf(options);
  const loaded = loadManifests(input.sources("filename"), settings, input.problems);
  const sets = requireSets(loaded, options);
  return {
    kind: "GraphReport",
    kubernetesVersion: settings.version.name,
    remarks: settings.remarks,
    input: loaded.tally,
    diagnostics: loaded.diagnostics.toSorted(compareDiagnostics),
    graph: relationGraph(sets, indexObjects(loaded.inventory)),
  };
}
