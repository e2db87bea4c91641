import type { OptionSpec } from "./command.ts";

/** Which rules look at what, and what counts. */
export const LINT_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--config <file>",
    summary: "settings; otherwise .sts-plan.yaml, looked for upwards",
    group: "Findings",
    takes: "reads",
  },
  { flags: "--no-config", summary: "do not look for a config file", group: "Findings" },
  {
    flags: "--context <path>",
    summary: "read this too, but report only on the files given: for hooks that get changed files; repeatable",
    group: "Input",
    takes: "reads",
  },
  {
    flags: "--include <rules>",
    summary: "run these as well, also when they are advice",
    group: "Findings",
    takes: "list",
  },
  { flags: "--only <rules>", summary: "run nothing but these", group: "Findings", takes: "list" },
  { flags: "--exclude <rules>", summary: "do not run these", group: "Findings", takes: "list" },
  {
    flags: "--strict",
    summary: "the input is complete: what is missing is an error; with all advice",
    group: "Findings",
  },
  {
    flags: "--max-warnings <number>",
    summary: "more warnings than this make the exit status 1",
    group: "Findings",
    takes: "count",
  },
  { flags: "--baseline <file>", summary: "leave out the findings in this file", group: "Findings", takes: "reads" },
  { flags: "--write-baseline <file>", summary: "write the findings of today to this file", group: "Output" },
  { flags: "--fix", summary: "repair what is safe and mechanical, in place", group: "Output" },
  { flags: "-w, --watch", summary: "run again whenever a file changes", group: "Output" },
];
