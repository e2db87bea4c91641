import { escapeLine } from "./escape.ts";
import { pathOf } from "./findings.ts";
import type { Renderer } from "./renderer.ts";
import { type TestCase, testCases } from "./test-cases.ts";

/** TAP 14: one point for each finding and each object without any; details in a YAML block of JSON strings. */
export const tapRenderer: Renderer = {
  render(report) {
    const points: string[] = [];
    let number = 0;
    for (const [file, cases] of testCases(report)) {
      for (const entry of cases) points.push(...point(++number, pathOf(file), entry));
    }
    return `${["TAP version 14", ...points, `1..${number}`].join("\n")}\n`;
  },
};

function point(number: number, file: string, { object, rule, result, finding, reason }: TestCase): string[] {
  const status = result === "failed" || result === "broken" ? "not ok" : "ok";
  const title = [file, object === file ? "" : object, rule].filter((part) => part !== "").join(" ");
  const skip = result === "skipped" ? ` # SKIP ${describe(reason)}` : "";
  const head = `${status} ${number} - ${describe(title)}${skip}`;
  if (finding === undefined || result === "skipped") return [head];
  const { start } = finding.range;
  return [
    head,
    "  ---",
    `  severity: ${finding.severity}`,
    `  message: ${JSON.stringify(finding.message)}`,
    ...(finding.help === null ? [] : [`  help: ${JSON.stringify(finding.help)}`]),
    `  at: ${JSON.stringify(`${file}:${start.line}:${start.column}`)}`,
    "  ...",
  ];
}

/** A number sign would begin a directive. */
function describe(text: string): string {
  return escapeLine(text).replaceAll("\\", "\\\\").replaceAll("#", "\\#");
}
