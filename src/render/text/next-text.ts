import type { NextStep, SetCondition, TrapFinding, TrapSeverity, VerifiedRemedy } from "../../model/next.ts";
import type { NextReport } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import { tallyText } from "../findings.ts";
import type { RenderOptions } from "../renderer.ts";
import type { Role } from "../theme.ts";
import { REASONS, SYMBOLS, stepText, waitsText } from "../wording.ts";
import { drawFindings } from "./findings-text.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { type Cell, drawTable, shorten } from "./table.ts";
import { drawTimeline } from "./timeline.ts";
import { hanging, proseWidth } from "./wrap.ts";

const LABEL = 10;

/** What the controllers of live sets do next, for people. */
export function drawNextReport(report: NextReport, options: PlanTextOptions): string {
  const { theme, width, verbosity } = options;
  const isQuiet = verbosity === "quiet";
  const title = `What comes next on Kubernetes ${report.kubernetesVersion}, as simulated from the dump: nothing is sent to a cluster.`;
  const head = [
    theme("strong", title),
    ...report.remarks.flatMap((remark) => hanging("  ", remark, proseWidth(width))),
    "",
  ];
  const lines = [
    ...(isQuiet ? [] : head),
    ...report.sets.flatMap((next) => (isQuiet ? drawShort(next, options) : [...drawSet(next, options), ""])),
    ...drawFindings(report.diagnostics, options),
    theme("strong", totals(report)),
  ];
  return `${lines.join("\n")}\n`;
}

const CONDITIONS = {
  settled: { role: "added", word: "settled", text: "the controller has nothing to do" },
  working: { role: "changed", word: "working", text: "the controller goes on by itself, to the end" },
  stuck: { role: "error", word: "STUCK", text: "the controller does not get further by itself" },
  asleep: { role: "error", word: "ASLEEP", text: "there is something to do, and nothing wakes the controller" },
  deleting: {
    role: "changed",
    word: "deleting",
    text: "the set goes with all that it owns; its controller only counts",
  },
  endless: { role: "error", word: "ENDLESS", text: "the controller never comes to rest" },
} as const satisfies Record<SetCondition, { readonly role: Role; readonly word: string; readonly text: string }>;

/** Of a set that is well there is nothing to say in short. */
function drawShort(next: NextStep, options: PlanTextOptions): string[] {
  if (["settled", "working", "deleting"].includes(next.condition)) return [];
  return [titleOf(next, options), ...next.traps.flatMap((trap) => drawTrap(trap, options)), ""];
}

function drawSet(next: NextStep, options: PlanTextOptions): string[] {
  const given = next.after.flatMap((command) => drawLine("After", escapeLine(command), options));
  return [
    titleOf(next, options),
    ...drawLine("", CONDITIONS[next.condition].text, options),
    ...given,
    "",
    ...drawPods(next, options),
    "",
    ...drawNow(next, options),
    ...drawWaits(next, options),
    ...drawServing(next, options),
    ...next.traps.flatMap((trap) => ["", ...drawTrap(trap, options)]),
    ...drawRest(next, options),
    ...(next.assumptions.length === 0
      ? []
      : [
          "",
          ...next.assumptions.flatMap((text, index) =>
            drawLine(index === 0 ? "Assumed" : "", escapeLine(text), options),
          ),
        ]),
  ];
}

function titleOf({ statefulSet, plan, condition }: NextStep, { theme }: RenderOptions): string {
  const { file, start } = plan.facts.place;
  const { role, word } = CONDITIONS[condition];
  const name = `StatefulSet ${escapeLine(statefulSet.namespace)}/${escapeLine(statefulSet.name)}`;
  return `${theme("heading", name)}  ${theme(role, word)}  ${theme("muted", `${escapeLine(file)}:${start.line}`)}`;
}

function drawLine(label: string, text: string, { theme, width }: RenderOptions): string[] {
  const lines = hanging(" ".repeat(LABEL), text, proseWidth(width));
  const [first = "", ...rest] = lines;
  if (label === "") return lines.map((line) => `  ${line.trimStart()}`);
  return [`  ${theme("strong", label)}${first.slice(2 + label.length)}`, ...rest];
}

function drawPods({ pods }: NextStep, options: PlanTextOptions): string[] {
  if (pods.length === 0) return ["  There is no Pod."];
  const { head, hidden, tail } = shorten(pods, options.isWide || options.verbosity === "verbose");
  const isRolling = pods.some((pod) => !pod.isUpdated);
  const row = ({ name, condition, reason, revision, isUpdated, isServing }: (typeof pods)[number]): Cell[] => [
    name,
    isServing ? condition : { text: reason === "" ? condition : `${condition}: ${reason}`, role: "warning" },
    revision === "" ? "(none)" : revision,
    isServing ? "yes" : "no",
    ...(isRolling ? [isUpdated ? "new" : { text: "old", role: "changed" as const }] : []),
  ];
  const { theme, width } = options;
  const headings = ["POD", "STATE", "REVISION", "SERVES", ...(isRolling ? ["AGE"] : [])];
  const gap: Cell[][] = hidden === 0 ? [] : [[`(${hidden} more)`, "", "", "", ""].slice(0, headings.length)];
  return drawTable(headings, [...head.map(row), ...gap, ...tail.map(row)], { theme, width, indent: "  " });
}

function drawNow({ now }: NextStep, options: PlanTextOptions): string[] {
  if (now.length === 0) return drawLine("Now", "nothing", options);
  const { head, hidden, tail } = shorten(now, options.isWide);
  const texts = [...head, ...tail].map(
    (step) => `${SYMBOLS[step.action]} ${escapeLine(stepText(step))}: ${REASONS[step.reason]}`,
  );
  const more = hidden === 0 ? [] : [`and ${hidden} writes more`];
  return [...texts, ...more].flatMap((text, index) => {
    const lines = drawLine(index === 0 ? "Now" : " ", text, options);
    return lines;
  });
}

function drawWaits({ waits, condition, plan }: NextStep, options: PlanTextOptions): string[] {
  if (waits.length === 0 || condition === "asleep") return [];
  const blockers = new Set(plan.blockedBy.map(({ on }) => on));
  const isNever = condition === "stuck" && waits.every(({ on }) => blockers.has(on));
  const never = isNever ? ", which does not come by itself" : "";
  return drawLine("Waits", `until ${escapeLine(waitsText(waits))}${never}`, options);
}

function drawServing({ pods, plan }: NextStep, options: PlanTextOptions): string[] {
  const serving = pods.filter(({ isServing }) => isServing).map(({ name }) => name);
  const { replicas } = plan.facts;
  const { head, hidden } = shorten(serving, options.isWide);
  const names =
    serving.length === 0 ? "" : `: ${head.join(", ")}${hidden > 0 ? ` and ${serving.length - head.length} more` : ""}`;
  const nouns = replicas === 1 ? "Pod" : "Pods";
  const count =
    serving.length > replicas
      ? `${serving.length} Pods, ${replicas} wanted`
      : `${serving.length} of ${replicas} ${nouns}`;
  return drawLine("Serving", `${count}${names}`, options);
}

const SEVERITIES = { stuck: "error", warning: "warning", note: "info" } as const satisfies Record<TrapSeverity, Role>;

function drawTrap(trap: TrapFinding, options: PlanTextOptions): string[] {
  const { theme, width } = options;
  const prose = proseWidth(width);
  return [
    `  ${theme(SEVERITIES[trap.severity], `Trap ${trap.name}`)}`,
    ...hanging("    ", `${trap.title}.`, prose).map((line) => theme("strong", line)),
    ...hanging("    ", escapeLine(trap.explanation), prose),
    ...trap.remedies.flatMap((remedy, index) => drawRemedy(remedy, index, options)),
    ...(trap.remedies.length === 0 && trap.severity === "stuck" ? hanging("    ", NO_REMEDY, prose) : []),
  ];
}

const NO_REMEDY =
  "No command was found that gets it out in a simulation; with -f FIXED.yml a corrected manifest is tried.";

function drawRemedy(remedy: VerifiedRemedy, index: number, { theme, width }: RenderOptions): string[] {
  const { commands, lostClaims, durationSeconds, outcome, note, causeFirst } = remedy;
  const lost = lostClaims.length === 0 ? "no claim is lost" : `the data of ${lostClaims.join(", ")} is lost`;
  const label = index === 0 ? "What gets it out" : "Or";
  const simulated = `${outcome} after ${durationSeconds} s; ${lost}`;
  const title = causeFirst
    ? `Look for the cause (simulated: once it is put right, ${simulated}):`
    : `${label} (simulated: ${simulated}):`;
  const prose = proseWidth(width);
  return [
    ...hanging("    ", title, prose),
    ...commands.map((command, at) => `      ${at + 1}. ${theme("name", escapeLine(command))}`),
    ...(commands.length > 1 && !causeFirst ? [`         ${theme("muted", "each when nothing changes any more")}`] : []),
    ...(note === "" ? [] : hanging("      ! ", escapeLine(note), prose)),
  ];
}

/** How it goes on by itself, when that is more than what it does now. */
function drawRest({ plan, now, condition }: NextStep, options: PlanTextOptions): string[] {
  const steps = plan.simulation?.steps.length ?? 0;
  // Where the real controller would sleep on, the simulated one does not.
  const sleeps = condition === "asleep" || (plan.simulation?.unwoken.length ?? 0) > 0;
  if (steps === 0 || sleeps || condition === "endless" || condition === "deleting") return [];
  if (condition === "stuck" && steps === now.length) return [];
  return ["", ...drawTimeline(plan, options)];
}

/** `2 sets: 1 stuck, 1 settled. No findings.` */
function totals({ sets, diagnostics }: NextReport): string {
  const counts = new Map<string, number>();
  for (const { condition } of sets) counts.set(condition, (counts.get(condition) ?? 0) + 1);
  const parts = [...counts].map(([condition, count]) => (sets.length === 1 ? condition : `${count} ${condition}`));
  const findings = diagnostics.length === 0 ? "" : ` ${tallyText(diagnostics)}.`;
  if (sets.length === 0) return `There is no StatefulSet to look at.${findings}`;
  return `${sets.length} ${sets.length === 1 ? "set" : "sets"}: ${parts.join(", ")}.${findings}`;
}
