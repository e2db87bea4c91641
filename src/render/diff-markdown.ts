import type { JsonValue } from "../model/json.ts";
import type { ClaimOutcome, ClassifiedChange, ObjectDifference, VerifiedRecipe } from "../model/object-diff.ts";
import type { DiffReport } from "../model/report.ts";
import { escapeControls, escapeMarkdown } from "./escape.ts";
import { EFFECTS } from "./wording.ts";

/** A comment ends at 65,536 characters. */
const MOST_CHANGES = 60;
const MAX_SHOWN = 120;

/** What differs, object by object: verdict, table of the fields, claims, and the recipe to copy. */
export function diffLines({ objects, dataRisk }: DiffReport): string[] {
  const shown = objects.filter(({ action }) => action !== "unchanged");
  const same = objects.length - shown.length;
  const total = `**${shown.length} of ${objects.length} objects differ; data risk: ${dataRisk}.**`;
  return [shown.length === 0 ? `No differences; ${same} objects are unchanged.` : total, ...shown.flatMap(objectLines)];
}

function objectLines(difference: ObjectDifference): string[] {
  const { object, action, renamedFrom, changes, verdict, api, claims, recipe } = difference;
  const from = renamedFrom === null ? "" : ` (was ${escapeMarkdown(renamedFrom)})`;
  return [
    "",
    `#### ${escapeMarkdown(object)}${from}: ${action}`,
    ...(verdict === "" ? [] : ["", escapeMarkdown(verdict)]),
    ...changeTable(changes),
    ...(api.accepted ? [] : ["", "kubectl would print:", ...fenced(api.message)]),
    ...claimLines(claims),
    ...(recipe ? recipeLines(recipe) : []),
  ];
}

function changeTable(changes: readonly ClassifiedChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.slice(0, MOST_CHANGES).map(({ path, kind, old, new: now, effect, because }) => {
    const [before, after] = [kind === "add" ? "" : cell(old), kind === "remove" ? "" : cell(now)];
    return `| \`${escapeControls(path).replaceAll("|", "\\|")}\` | ${before} | ${after} | ${EFFECTS[effect]}: ${escapeMarkdown(because)} |`;
  });
  const more = changes.length > MOST_CHANGES ? ["", `${changes.length - MOST_CHANGES} more fields differ.`] : [];
  return ["", "| Field | Old | New | What it causes |", "| --- | --- | --- | --- |", ...rows, ...more];
}

function cell(value: JsonValue): string {
  const text =
    typeof value === "string"
      ? value
      : JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? String(inner) : inner));
  return escapeMarkdown(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)} …` : text);
}

function claimLines(claims: readonly ClaimOutcome[]): string[] {
  const moved = claims.filter(({ fate }) => fate !== "kept");
  if (moved.length === 0) return [];
  const rows = moved.slice(0, MOST_CHANGES).map(({ name, fate, because }) => {
    return `- \`${escapeControls(name)}\` ${fate}: ${escapeMarkdown(because)}`;
  });
  return ["", "Claims:", "", ...rows];
}

function recipeLines({ steps, outcome, keptClaims, cautions }: VerifiedRecipe): string[] {
  const simulated = outcome === "not-simulated" ? "cannot be simulated" : `simulated: ${outcome}`;
  const kept = keptClaims.length > 0 ? `, ${keptClaims.length} claims kept` : "";
  const commands = steps.flatMap(({ command, purpose }) => [`# ${purpose}`, command]);
  const told = cautions.map((caution) => `- ${escapeMarkdown(caution)}`);
  return [
    "",
    `Recipe (${simulated}${kept}):`,
    ...fenced(commands.join("\n"), "sh"),
    ...(told.length > 0 ? ["", ...told] : []),
  ];
}

/** A code block that its text cannot end. */
function fenced(text: string, language = ""): string[] {
  const clean = escapeControls(text);
  const longest = Math.max(2, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return ["", `${fence}${language}`, ...clean.split("\n"), fence];
}
