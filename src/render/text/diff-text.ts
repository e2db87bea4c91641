import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonValue } from "../../model/json.ts";
import type { ClassifiedChange, ObjectDifference, VerifiedRecipe } from "../../model/object-diff.ts";
import type { DiffReport } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import type { RenderOptions } from "../renderer.ts";
import type { Role } from "../theme.ts";
import { EFFECTS } from "../wording.ts";
import { drawFindings } from "./findings-text.ts";
import { wrap } from "./wrap.ts";

const SYMBOLS: Readonly<Record<ObjectDifference["action"], readonly [string, Role]>> = {
  created: ["+", "added"],
  removed: ["-", "removed"],
  changed: ["~", "changed"],
  renamed: ["→", "changed"],
  refused: ["!", "error"],
  unchanged: ["·", "muted"],
};

/** Every object that differs, its fields with old and new value and what they cause; unchanged ones are counted. */
export function drawDiffReport(report: DiffReport, options: RenderOptions): string {
  const { theme } = options;
  const shown = report.objects.filter(({ action }) => action !== "unchanged");
  const unchanged = report.objects.length - shown.length;
  const head = theme("strong", `Dry diff for Kubernetes ${versionsOf(report)}: nothing is sent to a cluster.`);
  const told = report.diagnostics.filter(({ rule }) => rule.startsWith("STS"));
  const others = report.diagnostics.filter((diagnostic) => !told.includes(diagnostic));
  const lines = [
    head,
    ...report.remarks,
    "",
    ...shown.flatMap((object) => [...drawObject(object, options), ...drawTold(told, object, options), ""]),
  ];
  if (others.length > 0) lines.push(...drawFindings(others, options));
  const same = unchanged === 1 ? "1 object is unchanged" : `${unchanged} objects are unchanged`;
  const total =
    shown.length === 0
      ? `No differences; ${same}.`
      : `${count(shown.length, "object")} differ${shown.length === 1 ? "s" : ""}, ${same}; data risk: ${report.dataRisk}.`;
  return `${[...lines, theme("strong", total)].join("\n")}\n`;
}

/** What rules about changes add; their errors say again what the lines above them say. */
function drawTold(told: readonly Diagnostic[], { object }: ObjectDifference, options: RenderOptions): string[] {
  const { theme } = options;
  return told
    .filter((diagnostic) => diagnostic.object === object && diagnostic.severity !== "error")
    .flatMap(({ rule, message, help }) => [
      ...wrap(`${rule}: ${escapeLine(message)}`, Math.min(options.width, 100) - 2).map((line) =>
        theme("muted", `  ${line}`),
      ),
      ...(help === null
        ? []
        : wrap(escapeLine(help), Math.min(options.width, 100) - 4).map((line) => theme("muted", `    ${line}`))),
    ]);
}

function versionsOf({ kubernetesVersion, upgradedFrom }: DiffReport): string {
  return upgradedFrom === null ? kubernetesVersion : `${kubernetesVersion}, upgraded from ${upgradedFrom}`;
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

function drawObject(object: ObjectDifference, options: RenderOptions): string[] {
  const { theme } = options;
  const [symbol, role] = SYMBOLS[object.action];
  const from = object.renamedFrom === null ? "" : ` (was ${object.renamedFrom})`;
  const rest = object.unchanged > 0 ? theme("muted", `  ${count(object.unchanged, "field")} unchanged`) : "";
  return [
    `${theme(role, symbol)} ${theme("heading", escapeLine(object.object))}${escapeLine(from)} ${object.action}${rest}`,
    ...object.changes.flatMap((change) => drawChange(change, options)),
    ...paragraph(object.verdict, options),
    ...object.api.warnings.flatMap((warning) => paragraph(`Warning: ${warning}`, options)),
    ...(object.api.accepted
      ? []
      : [
          `  ${theme("error", "kubectl would print:")}`,
          ...object.api.message.split("\n").map((line) => `    ${escapeLine(line)}`),
        ]),
    ...drawClaims(object, options),
    ...(object.recipe ? drawRecipe(object.recipe, options) : []),
  ];
}

function drawChange(change: ClassifiedChange, { theme }: RenderOptions): string[] {
  const path = escapeLine(change.path);
  const effect = theme(change.effect === "refused" ? "error" : "muted", `${EFFECTS[change.effect]}: ${change.because}`);
  const [old, now] = [show(change.old), show(change.new)];
  if (change.kind === "add") return [`  ${theme("added", "+")} ${path}: ${theme("added", now)}`, `      ${effect}`];
  if (change.kind === "remove")
    return [`  ${theme("removed", "-")} ${path}: ${theme("removed", old)}`, `      ${effect}`];
  const word = change.kind === "reorder" ? " (order)" : "";
  return [
    `  ${theme("changed", "~")} ${path}${word}: ${theme("removed", old)} → ${theme("added", now)}`,
    `      ${effect}`,
  ];
}

const MAX_SHOWN = 160;

function show(value: JsonValue): string {
  const text =
    typeof value === "string"
      ? value
      : JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? String(inner) : inner));
  const line = escapeLine(text.replaceAll("\n", "⏎"));
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)} …` : line;
}

function paragraph(text: string, { width }: RenderOptions): string[] {
  return text === "" ? [] : wrap(escapeLine(text), Math.min(width, 100) - 2).map((line) => `  ${line}`);
}

const CLAIMS_SHOWN = 6;

function drawClaims({ claims, dataRisk }: ObjectDifference, { theme }: RenderOptions): string[] {
  const moved = claims.filter(({ fate }) => fate !== "kept");
  if (moved.length === 0) return [];
  const role: Role = dataRisk === "loss" ? "error" : "changed";
  const rows = moved
    .slice(0, CLAIMS_SHOWN)
    .map(({ name, fate, because }) => `    ${escapeLine(name)}  ${theme(role, fate)}: ${because}`);
  const more = moved.length > CLAIMS_SHOWN ? [`    … ${moved.length - CLAIMS_SHOWN} more`] : [];
  return [`  Claims (data risk: ${theme(role, dataRisk)}):`, ...rows, ...more];
}

function drawRecipe(recipe: VerifiedRecipe, options: RenderOptions): string[] {
  const { theme } = options;
  const simulated =
    recipe.outcome === "not-simulated"
      ? "cannot be simulated"
      : `simulated: ${recipe.outcome}${recipe.keptClaims.length > 0 ? `, ${count(recipe.keptClaims.length, "claim")} kept` : ""}`;
  const restarts =
    recipe.restarts.length > 0
      ? `; restarts ${recipe.restarts.length === 1 ? recipe.restarts[0] : count(recipe.restarts.length, "Pod")}`
      : "; no Pod restarts";
  return [
    `  ${theme("strong", "Recipe")} (${simulated}${restarts}):`,
    ...recipe.steps.flatMap(({ command, purpose }, index) => [
      `    ${index + 1}. ${theme("name", escapeLine(command))}`,
      ...wrap(escapeLine(purpose), Math.min(options.width, 100) - 7).map((line) => theme("muted", `       ${line}`)),
    ]),
    ...recipe.cautions.flatMap((caution) =>
      wrap(`! ${escapeLine(caution)}`, Math.min(options.width, 100) - 4).map((line) => `    ${line}`),
    ),
  ];
}
