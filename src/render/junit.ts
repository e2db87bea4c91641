import { escapeXml } from "./escape.ts";
import { fullMessage, pathOf } from "./findings.ts";
import type { Renderer } from "./renderer.ts";
import { type TestCase, testCases } from "./test-cases.ts";

/** JUnit XML as Jenkins, GitLab, CircleCI and Buildkite read it: a suite for each file, a case for each finding. */
export const junitRenderer: Renderer = {
  render(report) {
    const suites = [...testCases(report)];
    const all = suites.flatMap(([, cases]) => [...cases]);
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="sts-plan" time="0" ${counts(all)}>`,
      ...suites.flatMap(([file, cases]) => suite(pathOf(file), cases)),
      "</testsuites>",
    ];
    return `${lines.join("\n")}\n`;
  },
};

function counts(cases: readonly TestCase[]): string {
  const amount = (result: TestCase["result"]) => cases.filter((entry) => entry.result === result).length;
  return `tests="${cases.length}" failures="${amount("failed")}" errors="${amount("broken")}" skipped="${amount("skipped")}"`;
}

function suite(file: string, cases: readonly TestCase[]): string[] {
  return [
    `  <testsuite name="${escapeXml(file)}" time="0" ${counts(cases)}>`,
    ...cases.flatMap((entry) => testCase(file, entry)),
    "  </testsuite>",
  ];
}

function testCase(file: string, entry: TestCase): string[] {
  const [kind = "", name = ""] = splitObject(entry.object);
  const classname = entry.apiVersion === "" ? kind : `${kind}@${entry.apiVersion}`;
  const title = entry.rule === "" ? name : `${name} ${entry.rule}`;
  const line = entry.finding === undefined ? "" : ` line="${entry.finding.range.start.line}"`;
  const head = `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(title)}" file="${escapeXml(file)}"${line} time="0"`;
  const body = bodyOf(file, entry);
  return body === "" ? [`${head}/>`] : [`${head}>`, `      ${body}`, "    </testcase>"];
}

function bodyOf(file: string, { result, finding, reason }: TestCase): string {
  if (finding === undefined || result === "passed") return "";
  const { start } = finding.range;
  const place = escapeXml(`${file}:${start.line}:${start.column}`);
  const message = escapeXml(fullMessage(finding));
  if (result === "skipped") return `<skipped message="${escapeXml(reason)}"/>`;
  if (result === "remarked") return `<system-out>${place} ${finding.severity}: ${message}</system-out>`;
  const element = result === "broken" ? "error" : "failure";
  return `<${element} message="${message}" type="${finding.severity}">${place} ${message}</${element}>`;
}

function splitObject(object: string): [string, string] {
  const blank = object.indexOf(" ");
  return blank < 0 ? ["file", object] : [object.slice(0, blank), object.slice(blank + 1)];
}
