import type { ReportKind } from "../model/report.ts";
import type { FormatEntry } from "./renderer.ts";

const ANY: readonly ReportKind[] = [
  "PlanReport",
  "LintReport",
  "DiffReport",
  "NextReport",
  "ScenarioReport",
  "NamesReport",
  "GraphReport",
  "TextReport",
];

/** Reports that CI formats can show: their findings have places. */
const WITH_FINDINGS: readonly ReportKind[] = ["PlanReport", "LintReport", "DiffReport", "NextReport", "ScenarioReport"];

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
    omitsFindings: true,
    load: () => import("./name.ts").then((module) => module.nameRenderer),
  },
  {
    name: "table",
    summary: "names as a table",
    supports: ["NamesReport"],
    load: () => import("./text/text.ts").then((module) => module.textRenderer),
  },
  {
    name: "mermaid",
    summary: "a flowchart, as Markdown pages show it",
    supports: ["GraphReport"],
    omitsFindings: true,
    load: () => import("./graph-mermaid.ts").then((module) => module.mermaidRenderer),
  },
  {
    name: "dot",
    summary: "for Graphviz",
    supports: ["GraphReport"],
    omitsFindings: true,
    load: () => import("./graph-dot.ts").then((module) => module.dotRenderer),
  },
  {
    name: "svg",
    summary: "a picture that needs nothing else",
    supports: ["GraphReport"],
    omitsFindings: true,
    load: () => import("./graph-svg.ts").then((module) => module.svgRenderer),
  },
  {
    name: "sarif",
    summary: "SARIF 2.1.0, for code scanning",
    supports: WITH_FINDINGS,
    load: () => import("./sarif.ts").then((module) => module.sarifRenderer),
  },
  {
    name: "github",
    summary: "GitHub workflow commands",
    supports: WITH_FINDINGS,
    load: () => import("./github.ts").then((module) => module.githubRenderer),
  },
  {
    name: "gitlab",
    summary: "GitLab Code Quality",
    supports: WITH_FINDINGS,
    load: () => import("./gitlab.ts").then((module) => module.gitlabRenderer),
  },
  {
    name: "junit",
    summary: "JUnit XML",
    supports: WITH_FINDINGS,
    load: () => import("./junit.ts").then((module) => module.junitRenderer),
  },
  {
    name: "tap",
    summary: "Test Anything Protocol",
    supports: WITH_FINDINGS,
    load: () => import("./tap.ts").then((module) => module.tapRenderer),
  },
  {
    name: "checkstyle",
    summary: "Checkstyle XML",
    supports: WITH_FINDINGS,
    load: () => import("./checkstyle.ts").then((module) => module.checkstyleRenderer),
  },
  {
    name: "rdjson",
    summary: "Reviewdog Diagnostic Format",
    supports: WITH_FINDINGS,
    load: () => import("./rdjson.ts").then((module) => module.rdjsonRenderer),
  },
  {
    name: "markdown",
    summary: "a table for a pull request",
    supports: WITH_FINDINGS,
    load: () => import("./markdown.ts").then((module) => module.markdownRenderer),
  },
  {
    name: "patch",
    summary: "what kubectl apply would send, for kubectl patch --patch-file",
    supports: ["DiffReport"],
    omitsFindings: true,
    load: () => import("./diff-patch.ts").then((module) => module.patchRenderer),
  },
  {
    name: "baseline",
    summary: "the findings of today, for --baseline",
    supports: WITH_FINDINGS,
    load: () => import("./baseline.ts").then((module) => module.baselineRenderer),
  },
];
