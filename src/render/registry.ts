import type { ReportKind } from "../model/report.ts";
import type { FormatEntry } from "./renderer.ts";

const ANY: readonly ReportKind[] = [
  "PlanReport",
  "LintReport",
  "DiffReport",
  "NextReport",
  "NamesReport",
  "TextReport",
];

/** All output formats, in the order of help. A new one is one file and one line here. */
export const FORMATS: readonly FormatEntry[] = [
  {
    name: "text",
    summary: "for people",
    supports: ANY,
    load: () => import("./text/text.ts").then((module) => module.textRenderer),
  },
  {
    name: "wide",
    summary: "text with more columns",
    supports: ["PlanReport"],
    load: () => import("./text/text.ts").then((module) => module.wideRenderer),
  },
  {
    name: "json",
    summary: "the contract for machines, see schemas/",
    supports: ANY,
    load: () => import("./json/json.ts").then((module) => module.jsonRenderer),
  },
  {
    name: "yaml",
    summary: "the same as YAML",
    supports: ANY,
    load: () => import("./json/yaml.ts").then((module) => module.yamlRenderer),
  },
  {
    name: "name",
    summary: "one name a line, for scripts",
    supports: ["PlanReport", "NamesReport"],
    load: () => import("./name.ts").then((module) => module.nameRenderer),
  },
  {
    name: "table",
    summary: "names as a table",
    supports: ["NamesReport"],
    load: () => import("./text/text.ts").then((module) => module.textRenderer),
  },
];
