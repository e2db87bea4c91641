import type { Renderer } from "../renderer.ts";
import { reportJson } from "./report-json.ts";
import { toYaml } from "./to-yaml.ts";

/** The JSON contract as YAML. */
export const yamlRenderer: Renderer = {
  render: (report) => `${toYaml(reportJson(report)).join("\n")}\n`,
};
