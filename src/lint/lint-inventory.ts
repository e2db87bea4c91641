import { compareDiagnostics, type Diagnostic, type Severity } from "../model/diagnostic.ts";
import { formatFieldPath } from "../model/field-path.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { SuppressedDiagnostic } from "../model/report.ts";
import type { RuleFacts } from "../model/rule-facts.ts";
import type { SourceRange } from "../model/source.ts";
import { applyIgnores } from "./ignores.ts";
import { indexInventory } from "./inventory-index.ts";
import type { LintOptions } from "./lint-options.ts";
import { objectKind } from "./object-kind.ts";
import { findRule, nearestRule, RULES } from "./registry.ts";
import type { FieldEdit, Finding, LintContext, Place, Rule, SuppressionRule } from "./rule.ts";
import { type SelectedRule, selectRules } from "./select-rules.ts";
import { annotationSuppressions, commentSuppressions, type Suppression } from "./suppressions.ts";

export interface LintOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** Safe changes that would settle open findings. */
  readonly repairs: readonly Repair[];
}

export interface Repair {
  readonly diagnostic: Diagnostic;
  readonly object: InputObject;
  readonly edit: FieldEdit;
}

/** The findings of all rules, suppressed ones left out, in the order of reports. */
export function lintInventory(inventory: Inventory, options: LintOptions): readonly Diagnostic[] {
  return runRules(inventory, options).diagnostics;
}

/** As `lintInventory`, with the suppressed findings beside. Never throws for what a manifest says. */
export function runRules(inventory: Inventory, options: LintOptions): LintOutcome {
  const index = indexInventory(inventory);
  const context: LintContext = { ...options, index };
  const selected = selectRules(RULES, options.rules, options.strict);
  const located = locate(selected, inventory, context);
  const silenced = applySuppressions(located, suppressionsOf(inventory, options));
  const running = new Set(selected.map(({ rule }) => rule.id));
  const meta = selected.flatMap(({ rule, severity }) =>
    rule.on === "Suppression" ? suppressionFindings(rule, severity ?? rule.severity, silenced, running) : [],
  );
  const { kept, dropped } = applyIgnores([...silenced.open, ...meta], options.ignores);
  return {
    diagnostics: kept.sort(compareDiagnostics),
    repairs: repairsOf(located, new Set(kept)),
    suppressed: [...silenced.suppressed, ...dropped].sort((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic)),
  };
}

interface Located {
  readonly diagnostic: Diagnostic;
  readonly finding: Finding;
  /** The object that the rule looked at; its annotations silence the finding as well. */
  readonly subject: InputObject;
}

/** All findings with their positions; those of one object together, because looking positions up needs its text again. */
function locate(selected: readonly SelectedRule[], inventory: Inventory, context: LintContext): Located[] {
  const byObject = new Map<InputObject, (() => Located)[]>();
  for (const { rule, severity } of selected) {
    collect(rule, inventory, context, (facts, finding, subject) => {
      const later = () => ({ diagnostic: toDiagnostic(facts, finding, severity), finding, subject });
      const list = byObject.get(finding.object);
      if (list) list.push(later);
      else byObject.set(finding.object, [later]);
    });
  }
  const located: Located[] = [];
  for (const object of inventory.objects) for (const later of byObject.get(object) ?? []) located.push(later());
  return located;
}

type Add = (rule: RuleFacts, finding: Finding, subject: InputObject) => void;

/** Hands every finding of a rule to `add`; a plain loop, because a run has rules times sets of them. */
function collect(rule: Rule, inventory: Inventory, context: LintContext, add: Add): void {
  if (rule.on === "Suppression") return;
  if (rule.on === "StatefulSet") {
    for (const set of context.index.sets) {
      for (const finding of rule.check(set, context)) add(rule, finding, set.object);
    }
    return;
  }
  for (const object of rule.on === "Any" ? inventory.objects : context.index.ofKind(rule.on)) {
    for (const finding of rule.check(object, context)) add(rule, finding, object);
  }
}

function toDiagnostic(rule: RuleFacts, finding: Finding, severity: Severity | undefined): Diagnostic {
  return {
    rule: rule.id,
    name: rule.name,
    source: "sts-plan",
    severity: severity ?? finding.severity ?? rule.severity,
    message: finding.message,
    help: finding.help ?? null,
    file: finding.object.manifest.file,
    range: rangeOf(finding),
    path: formatFieldPath(finding.at),
    object: describeObject(finding.object),
    related: (finding.related ?? []).map((place) => ({ message: place.message, range: rangeOf(place) })),
  };
}

/** `StatefulSet default/web`. */
export function describeObject(object: InputObject): string {
  const name = object.namespace === "" ? object.name : `${object.namespace}/${object.name}`;
  return `${object.manifest.kind} ${name}`;
}

function rangeOf(place: Place): SourceRange {
  return place.object.manifest.locate(place.at, place.target);
}

function suppressionsOf(inventory: Inventory, options: LintOptions): Suppression[] {
  const found = options.sources.flatMap(commentSuppressions);
  for (const object of inventory.objects) {
    if (objectKind(object) !== undefined) found.push(...annotationSuppressions(object));
  }
  return found;
}

function repairsOf(located: readonly Located[], open: ReadonlySet<Diagnostic>): Repair[] {
  const repairs: Repair[] = [];
  for (const { diagnostic, finding } of located) {
    if (finding.edit !== undefined && open.has(diagnostic)) {
      repairs.push({ diagnostic, object: finding.object, edit: finding.edit });
    }
  }
  return repairs;
}

interface Silenced {
  readonly open: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly uses: ReadonlyMap<Suppression, boolean>;
}

function applySuppressions(located: readonly Located[], suppressions: readonly Suppression[]): Silenced {
  const open: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  const uses = new Map<Suppression, boolean>();
  const byRule = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    uses.set(suppression, false);
    const id = findRule(suppression.rule)?.id;
    if (id !== undefined) byRule.set(id, [...(byRule.get(id) ?? []), suppression]);
  }
  for (const entry of located) {
    const match = byRule.get(entry.diagnostic.rule)?.find((suppression) => covers(suppression, entry));
    if (match === undefined) {
      open.push(entry.diagnostic);
      continue;
    }
    uses.set(match, true);
    suppressed.push({ diagnostic: entry.diagnostic, kind: "inSource", reason: match.reason });
  }
  return { open, suppressed, uses };
}

function covers(suppression: Suppression, { diagnostic, finding, subject }: Located): boolean {
  const { place } = suppression;
  if (place.kind === "annotation") return place.object === finding.object || place.object === subject;
  const { line } = diagnostic.range.start;
  return place.file === diagnostic.range.file && line >= place.fromLine && line <= place.toLine;
}

function suppressionFindings(
  rule: SuppressionRule,
  severity: Severity,
  silenced: Silenced,
  running: ReadonlySet<string>,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [suppression, isUsed] of silenced.uses) {
    const known = findRule(suppression.rule);
    const nearest = known ? undefined : nearestRule(suppression.rule);
    const isRunning = known !== undefined && running.has(known.id);
    for (const { message, help } of rule.check({ ...suppression, known, nearest, isUsed, isRunning })) {
      found.push({
        rule: rule.id,
        name: rule.name,
        source: "sts-plan",
        severity,
        message,
        help,
        ...whereSuppressed(suppression),
        related: [],
      });
    }
  }
  return found;
}

function whereSuppressed({ place }: Suppression): Pick<Diagnostic, "file" | "range" | "path" | "object"> {
  if (place.kind === "annotation") {
    return {
      file: place.object.manifest.file,
      range: place.object.manifest.locate(place.at, "key"),
      path: formatFieldPath(place.at),
      object: describeObject(place.object),
    };
  }
  const { file, line, column, offset, length } = place;
  const start = { offset, line, column };
  const end = { offset: offset + length, line, column: column + length };
  return { file, range: { file, start, end }, path: "", object: null };
}
