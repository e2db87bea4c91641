import { DIFF_RULES } from "../diff/diff-rules.ts";
import { RULES } from "../lint/registry.ts";
import type { JsonObject } from "../model/json.ts";

/** All rules, one a line, in columns. */
export function rulesAsTable(): string {
  const rows = [...RULES, ...DIFF_RULES].map((rule) => [
    rule.id,
    rule.name,
    rule.optIn ? `${rule.severity}*` : rule.severity,
    rule.summary.replaceAll("`", ""),
  ]);
  const table = [["ID", "NAME", "SEVERITY", "FIRES WHEN"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return `${[...lines.map((line) => line.trimEnd()), "", "* advice: only with --strict, --include, or by the config file"].join("\n")}\n`;
}

/** All rules for machines. */
export function rulesAsData(): JsonObject {
  const rules = [...RULES, ...DIFF_RULES].map(({ id, name, severity, optIn, summary, rationale, sources }) => ({
    id,
    name,
    severity,
    isAdvice: optIn === true,
    summary,
    rationale,
    sources: [...sources],
  }));
  return { apiVersion: "sts-plan.dev/v1", kind: "RuleList", rules };
}
