import type { Severity } from "../model/diagnostic.ts";
import type { RuleFacts } from "../model/rule-facts.ts";
import type { RuleSelection } from "./lint-options.ts";
import type { Rule } from "./rule.ts";

export interface SelectedRule {
  readonly rule: Rule;
  /** The config file's severity; undefined leaves it to the rule and its finding. */
  readonly severity: Severity | undefined;
}

/** The rules that run: all that are no advice, those asked for, less those switched off. `strict` adds the advice. */
export function selectRules(rules: readonly Rule[], selection: RuleSelection, strict: boolean): SelectedRule[] {
  const selected: SelectedRule[] = [];
  for (const rule of rules) {
    const configured = severityOf(rule, selection.severities);
    const isIncluded = isNamed(rule, selection.include);
    if (configured === "off" && !isIncluded) continue;
    if (isNamed(rule, selection.exclude)) continue;
    if (selection.only && !isIncluded) continue;
    const isWanted = strict || isIncluded || configured !== undefined || (selection.fixes && rule.fixes !== undefined);
    if (rule.optIn && !isWanted) continue;
    selected.push({ rule, severity: configured === "off" ? undefined : configured });
  }
  return selected;
}

function severityOf(rule: RuleFacts, severities: RuleSelection["severities"]): Severity | "off" | undefined {
  return severities[rule.id] ?? severities[rule.name];
}

function isNamed(rule: RuleFacts, names: readonly string[]): boolean {
  return names.includes(rule.id) || names.includes(rule.name);
}
