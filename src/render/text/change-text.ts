import type { ClassifiedChange } from "../../model/object-diff.ts";
import type { Plan, PlanChange, PlannedClaim, PodChange, PodFate, RevisionNote } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import { EFFECTS } from "../wording.ts";
import { drawClaims } from "./claims-text.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { type Cell, drawTable, shorten } from "./table.ts";
import { drawTimeline, readyText } from "./timeline.ts";
import { drawWatchView } from "./watch-view.ts";
import { hanging, proseWidth } from "./wrap.ts";

/** The plan of a set that was there: what changes, what becomes of each Pod and each claim, the steps, the end. */
export function drawChange(plan: Plan, change: PlanChange, options: PlanTextOptions): string[] {
  if (change.commands.length === 0 && plan.simulation?.steps.length === 0 && plan.outcome === "complete") {
    return [`  Nothing changes: ${readyText(plan)}.`];
  }
  return [
    ...summary(plan, change, options),
    ...drawFields(plan, change.fields, options),
    ...drawRevisions(change, options),
    ...drawPodChanges(change, options),
    ...drawClaimChanges(plan, options),
    ...(options.isWatchView ? drawWatchView(plan, options) : drawTimeline(plan, options)),
    ...conclusion(plan, change, options),
  ];
}

function summary({ facts, action }: Plan, change: PlanChange, { width }: PlanTextOptions): string[] {
  const { replicas, podManagementPolicy, updateStrategy, partition } = facts;
  const count =
    replicas === change.replicasBefore ? counted(replicas) : `${change.replicasBefore} → ${counted(replicas)}`;
  const order = podManagementPolicy === "Parallel" ? "all at once (Parallel)" : "one after the other (OrderedReady)";
  const held = partition > 0 ? `, partition ${partition}` : "";
  const text =
    action === "delete"
      ? `${counted(change.replicasBefore)} before; the set goes.`
      : `${count}, ${order}; update strategy ${updateStrategy}${held}.`;
  return [...hanging("  ", text, proseWidth(width)), ""];
}

function counted(replicas: number): string {
  return replicas === 1 ? "1 Pod" : `${replicas} Pods`;
}

const VALUE_WIDTH = 60;

function drawFields({ facts }: Plan, fields: readonly ClassifiedChange[], options: PlanTextOptions): string[] {
  const { theme, width } = options;
  if (fields.length === 0) return [];
  const lines = fields.map(({ path, old, new: next, kind, effect }) => {
    const values = kind === "reorder" ? "another order" : `${valueText(old)} → ${valueText(next)}`;
    return `${escapeLine(path)}: ${escapeLine(values)} (${effect === "rolls-pods" ? rollText(facts) : EFFECTS[effect]})`;
  });
  return [
    `  ${theme("strong", "Changes")}`,
    ...lines.flatMap((line) => hanging("    ~ ", line, proseWidth(width))),
    "",
  ];
}

/** Which Pods a change of the template reaches. */
function rollText({ updateStrategy, partition, start, replicas }: Plan["facts"]): string {
  if (updateStrategy === "OnDelete") return "only for Pods made from now on";
  if (partition === 0) return EFFECTS["rolls-pods"];
  return partition >= replicas ? "held back by the partition" : `restarts Pods from ordinal ${start + partition} on`;
}

function valueText(value: unknown): string {
  if (value === null) return "(none)";
  const text = typeof value === "string" ? value : JSON.stringify(value, (_key, inner) => plainNumber(inner));
  return text.length > VALUE_WIDTH ? `${text.slice(0, VALUE_WIDTH - 1)}…` : text;
}

function plainNumber(value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Revisions matter where there is more than one. */
function drawRevisions({ revisions, pods }: PlanChange, { theme, width }: PlanTextOptions): string[] {
  const isMixed = revisions.length > 1 && pods.length > 0;
  if (!isMixed) return [];
  const rows = revisions.map(({ name, age, images }): Cell[] => [{ text: name, role: "name" }, age, images.join(" ")]);
  return [...drawTable(["REVISION", "", "IMAGES"], rows, { theme, width, indent: "  " }), ""];
}

const FATES: Readonly<Record<PodFate, string>> = {
  stays: "stays as it is",
  "held-back": "held back by the partition",
  "by-hand": "old until somebody deletes it",
  outdated: "old: the plan does not get to it",
  replaced: "replaced",
  created: "created",
  deleted: "deleted",
  orphaned: "runs on, without an owner",
  leaving: "deleted, not gone yet",
};

function drawPodChanges(change: PlanChange, options: PlanTextOptions): string[] {
  const { pods, revisions } = change;
  if (pods.length === 0) return [];
  const { theme, width, isWide, verbosity } = options;
  const { head, hidden, tail } = shorten(pods, isWide || verbosity === "verbose");
  const row = (pod: PodChange): Cell[] => [
    { text: pod.name, role: "name" },
    revisionText(pod.before, revisions),
    revisionText(pod.after, revisions),
    whatHappens(pod),
  ];
  const rows = [...head.map(row), ...(hidden > 0 ? [[`(${hidden} more)`, "", "", ""]] : []), ...tail.map(row)];
  return [...drawTable(["POD", "BEFORE", "AFTER", "WHAT HAPPENS"], rows, { theme, width, indent: "  " }), ""];
}

/** `web-79496c6698 (old)`; the age only where there is more than one revision. */
export function revisionText(name: string | null, revisions: readonly RevisionNote[]): string {
  if (name === null) return "-";
  const age = revisions.length > 1 ? revisions.find((revision) => revision.name === name)?.age : undefined;
  return age === undefined ? name : `${name} (${age})`;
}

/** `replaced: away 0 s to 15 s`. */
export function whatHappens({ fate, before, after, downAt, readyAt }: PodChange): string {
  const isBack = before !== null && before === after && downAt !== null;
  const what = isBack
    ? `${fate === "held-back" ? "held back by the partition; " : ""}comes back as it was`
    : FATES[fate];
  if (downAt === null) return readyAt === null ? what : `${what}, ready after ${readyAt} s`;
  if (after === null) return `${before === null ? "created, then " : ""}${what} at ${downAt} s`;
  return readyAt === null ? `${what}: away from ${downAt} s on` : `${what}: away ${downAt} s to ${readyAt} s`;
}

/** A table where a claim comes or goes or loses its Pod; else one line. */
function drawClaimChanges(plan: Plan, options: PlanTextOptions): string[] {
  const { claims } = plan;
  if (claims.length === 0) return [];
  if (claims.some(({ fate }) => fate !== "keep")) return drawClaims(claims, options);
  const text = claims.length === 1 ? `${claims[0]?.name} stays` : `all ${claims.length} stay`;
  return [`  ${options.theme("strong", "Claims")}  ${text}, each with its Pod.`, ""];
}

function conclusion(plan: Plan, change: PlanChange, options: PlanTextOptions): string[] {
  const width = proseWidth(options.width);
  const lines = consequences(plan, change).flatMap((text) => hanging("  ", text, width));
  const byHand = change.pods.filter(({ fate }) => fate === "by-hand").map(({ name }) => name);
  return [...(lines.length > 0 ? ["", ...lines] : []), ...manualDeletions(plan, byHand, options)];
}

/** What the change means for the users of the set and for its data, as sentences. */
export function consequences(plan: Plan, change: PlanChange): string[] {
  return [
    ...heldBackText(plan, change),
    ...availabilityText(plan, change),
    ...claimTexts(plan.claims, plan.action === "delete"),
    ...orphanText(change),
    ...orderText(plan, change),
    ...sleepText(plan),
  ];
}

function heldBackText({ facts, statefulSet }: Plan, { pods }: PlanChange): string[] {
  const held = pods.filter(({ fate }) => fate === "held-back").map(({ name }) => name);
  if (held.length === 0) return [];
  const next = facts.partition > 1 ? ` A smaller partition lets more of them go on, 0 all of them.` : "";
  return [
    `Partition ${facts.partition} keeps ${listed(held)} of ${statefulSet.name} at the old revision; one that is deleted comes back old.${next}`,
  ];
}

function availabilityText({ outcome, facts }: Plan, { fewestReady, replicasBefore, pods }: PlanChange): string[] {
  if (outcome !== "complete" || fewestReady === undefined) return [];
  const hasGaps = pods.some(({ before, downAt, after }) => before !== null && downAt !== null && after !== null);
  if (!hasGaps) return [];
  const wanted = Math.min(facts.replicas, replicasBefore);
  if (fewestReady === 0) return [`At one moment no Pod is Ready: the set is out of service then.`];
  return [`At least ${fewestReady} of ${wanted} Pods are Ready at any moment.`];
}

function claimTexts(claims: readonly PlannedClaim[], isDeletion: boolean): string[] {
  const of = (fate: PlannedClaim["fate"]): string[] =>
    claims.flatMap((claim) => (claim.fate === fate ? [claim.name] : []));
  const [left, lost, replaced, reused] = [of("orphan"), of("delete"), of("replace"), of("reuse")];
  const them = left.length === 1 ? "it" : "them";
  const again = `${isDeletion ? "a set of the same name" : "a later scale-up"} takes ${them} up again`;
  return [
    ...(left.length > 0
      ? [`${claimsText(left)} without a Pod and ${left.length === 1 ? "keeps its" : "keep their"} data; ${again}.`]
      : []),
    ...(lost.length > 0
      ? [
          `Data loss: ${listed(lost)} ${lost.length === 1 ? "is" : "are"} deleted with what ${lost.length === 1 ? "it holds" : "they hold"}.`,
        ]
      : []),
    ...(replaced.length > 0
      ? [
          `Data loss: ${listed(replaced)} ${replaced.length === 1 ? "is deleted and comes" : "are deleted and come"} back empty.`,
        ]
      : []),
    ...(reused.length > 0
      ? [`${listed(reused)} ${reused.length === 1 ? "was" : "were"} there already: the data of before are there again.`]
      : []),
  ];
}

function claimsText(names: readonly string[]): string {
  return `${listed(names)} ${names.length === 1 ? "stays" : "stay"}`;
}

function orphanText({ pods }: PlanChange): string[] {
  const orphans = pods.filter(({ fate }) => fate === "orphaned").map(({ name }) => name);
  if (orphans.length === 0) return [];
  return [
    `${listed(orphans)} ${orphans.length === 1 ? "runs" : "run"} on without an owner: nobody replaces a Pod that fails, until a set with the same selector takes them over.`,
  ];
}

/** Where the real controller sleeps on although the plan goes on. */
function sleepText({ simulation, statefulSet }: Plan): string[] {
  return (simulation?.unwoken ?? []).map(({ t, claims }) => {
    const gone = `${listed(claims)} ${claims.length === 1 ? "goes" : "go"}`;
    return `Caution: at ${t} s only ${gone}, and the controller does not look at claims: it goes on when something happens to the set or one of its Pods. To wake it: \`kubectl annotate statefulset/${statefulSet.name} wake=1\`.`;
  });
}

/** A deletion knows no order; a scale-down does. */
function orderText({ action, statefulSet, facts }: Plan, { pods }: PlanChange): string[] {
  const gone = pods.filter(({ after }) => after === null).length;
  if (action !== "delete" || gone < 2 || facts.podManagementPolicy === "Parallel") return [];
  return [
    `To have the Pods stop one after the other, highest ordinal first, scale to 0 before: \`kubectl scale statefulset/${statefulSet.name} --replicas=0\`.`,
  ];
}

/** OnDelete: what a person types, highest ordinal first as the controller would. */
function manualDeletions({ statefulSet }: Plan, names: readonly string[], { theme, width }: PlanTextOptions): string[] {
  if (names.length === 0) return [];
  const space = statefulSet.namespace === "default" ? "" : ` -n ${escapeLine(statefulSet.namespace)}`;
  const { head, hidden, tail } = shorten([...names].reverse(), false);
  const line = (name: string): string => `    kubectl delete pod ${escapeLine(name)}${space}`;
  return [
    "",
    ...hanging(
      "  ",
      "OnDelete: no Pod gets the new revision before somebody deletes it. One after the other, each when the one before is Ready again:",
      proseWidth(width),
    ),
    ...head.map(line),
    ...(hidden > 0 ? [theme("muted", `    (${hidden} more)`)] : []),
    ...tail.map(line),
  ];
}

const LISTED = 4;

function listed(names: readonly string[]): string {
  if (names.length <= LISTED)
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, LISTED - 1).join(", ")} … ${names.at(-1)} (${names.length})`;
}
