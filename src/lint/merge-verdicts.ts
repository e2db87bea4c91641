import type { Diagnostic } from "../model/diagnostic.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import { findRule } from "./registry.ts";

/**
 * Findings together with what the API server says. Where a rule restates an error of the server, one finding
 * remains: the rule's words and help, with the server's own as its cause.
 */
export function mergeVerdicts(findings: readonly Diagnostic[], verdicts: readonly Diagnostic[]): Diagnostic[] {
  const restating = new Map<string, Diagnostic[]>();
  for (const finding of findings) {
    if (findRule(finding.rule)?.restates === undefined) continue;
    const key = objectKey(finding);
    restating.set(key, [...(restating.get(key) ?? []), finding]);
  }
  const causes = new Map<Diagnostic, NonNullable<Diagnostic["cause"]>>();
  const others = verdicts.filter((verdict) => {
    const { cause } = verdict;
    if (verdict.source !== "api-server" || cause === undefined) return true;
    const finding = restating.get(objectKey(verdict))?.find((candidate) => restates(candidate, cause.field));
    if (finding === undefined) return true;
    if (!causes.has(finding)) causes.set(finding, cause);
    return false;
  });
  const merged = findings.map((finding) => {
    const cause = causes.get(finding);
    return cause === undefined ? finding : { ...finding, cause };
  });
  return [...merged, ...others].sort(compareDiagnostics);
}

/** The finding points at the field that the server names, or at something in it. */
function restates({ rule, path }: Diagnostic, field: string): boolean {
  if (findRule(rule)?.restates?.test(field) !== true) return false;
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

function objectKey({ file, object }: Diagnostic): string {
  return `${file}\n${object}`;
}
