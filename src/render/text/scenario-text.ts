import type { Instant, Step, TraceEvent } from "../../model/plan.ts";
import type { RehearsalRun } from "../../model/rehearsal.ts";
import type { ScenarioReport } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import type { RenderOptions } from "../renderer.ts";
import type { Role } from "../theme.ts";
import { blockerText, REASONS, SYMBOLS, stepText } from "../wording.ts";
import { drawFindings } from "./findings-text.ts";
import { hanging, lengthOf, proseWidth } from "./wrap.ts";

const ROLES: Readonly<Record<"+" | "~" | "-", Role>> = { "+": "added", "~": "changed", "-": "removed" };
/** Moments of a long run that are shown. */
const MOMENTS_SHOWN = 40;

/** Scenarios for people: what happened in each, what was expected, and a last line with the totals. */
export function drawScenarioReport(report: ScenarioReport, options: RenderOptions): string {
  const { theme, verbosity } = options;
  const isQuiet = verbosity === "quiet";
  // A whole suite is read by its failures; one scenario by what it does.
  const isShort = isQuiet || (report.runs.length > 1 && verbosity !== "verbose");
  const shown = isQuiet ? report.runs.filter((run) => !run.hasPassed) : report.runs;
  const lines = [
    ...shown.flatMap((run) => [...drawTitle(run, options), ...(isShort ? [] : [...drawRun(run, options), ""])]),
    ...(isShort && shown.length > 0 ? [""] : []),
    ...drawFindings(report.diagnostics, options),
    theme("strong", totals(report)),
  ];
  return `${lines.join("\n")}\n`;
}

function drawTitle(run: RehearsalRun, { theme, width, verbosity }: RenderOptions): string[] {
  const mark = run.hasPassed ? theme("added", "passed") : theme("error", "FAILED");
  const { file, start } = run.place;
  const ending = `${run.simulation.final.outcome} after ${run.simulation.final.t} s`;
  const title = `${mark}  ${theme("heading", escapeLine(run.id))}  ${theme("muted", `${escapeLine(file)}:${start.line}`)}  Kubernetes ${run.kubernetesVersion}, ${ending}`;
  if (run.description === "" || verbosity === "quiet") return [title];
  return [title, ...hanging("        ", escapeLine(run.description), proseWidth(width))];
}

function drawRun(run: RehearsalRun, options: RenderOptions): string[] {
  const { trace, steps, final, blockedBy } = run.simulation;
  const { theme, width } = options;
  const shown = trace.slice(0, MOMENTS_SHOWN);
  const time = String(final.t).length + 4;
  let next = 0;
  const lines = shown.flatMap((instant) => {
    const count = (instant.syncs ?? []).reduce((sum, sync) => sum + sync.length, 0);
    const own = steps.slice(next, next + count);
    next += count;
    return drawMoment(instant, own, { run, time, options });
  });
  const hidden = trace.length - shown.length;
  const blockers = final.outcome === "complete" ? [] : blockedBy.map((blocker) => escapeLine(blockerText(blocker)));
  return [
    "",
    ...lines,
    ...(hidden > 0 ? [theme("muted", `${" ".repeat(time + 2)}(${hidden} more moments; -o json has all)`)] : []),
    ...blockers.flatMap((text) => hanging(`${" ".repeat(time + 2)}${theme("error", "!")} `, text, proseWidth(width))),
  ];
}

interface MomentStyle {
  readonly run: RehearsalRun;
  readonly time: number;
  readonly options: RenderOptions;
}

/** What happened, then what the controller did about it. */
function drawMoment(instant: Instant, steps: readonly Step[], { run, time, options }: MomentStyle): string[] {
  const { theme } = options;
  const widest = steps.reduce((most, step) => Math.max(most, lengthOf(stepText(step))), 0);
  const events = (instant.events ?? []).map((event) => theme("muted", escapeLine(eventText(event, run.titles))));
  const writes = steps.map((step) => {
    const symbol = SYMBOLS[step.action];
    const what = escapeLine(stepText(step));
    const gap = " ".repeat(widest - lengthOf(what) + 2);
    return `${theme(ROLES[symbol], `${symbol} ${what}`)}${gap}${theme("muted", REASONS[step.reason])}`;
  });
  const errors = instant.error === undefined ? [] : [theme("error", `! ${escapeLine(instant.error)}`)];
  return [...events, ...writes, ...errors].map((text, index) => {
    const label = index === 0 ? `${instant.t} s` : "";
    return `${label.padStart(time)}  ${text}`;
  });
}

function eventText(event: TraceEvent, titles: readonly string[]): string {
  if (event[0] !== "op") return EVENTS[event[0]](event[1]);
  const [, index, result] = event;
  const title = `operation ${index}: ${titles[index] ?? ""}`;
  if (result === undefined) return title;
  return result === "no-effect" ? `${title} (nothing to change)` : `${title}, refused: ${result.rejected.join("; ")}`;
}

const EVENTS = {
  gone: (name) => `${name} is gone`,
  "claim-gone": (name) => `claim ${name} is gone`,
  "claim-terminating": (name) => `claim ${name} begins to go`,
  ready: (name) => `${name} is ready`,
  running: (name) => `${name} runs and is not ready`,
  available: (name) => `${name} is available`,
} as const satisfies Record<Exclude<TraceEvent[0], "op">, (name: string) => string>;

/** `3 runs of 2 scenarios: 2 passed, 1 failed.` */
function totals({ runs, input }: ScenarioReport): string {
  const failed = runs.filter((run) => !run.hasPassed).length;
  const checked = runs.reduce((sum, run) => sum + run.results.length, 0);
  const scenarios = `${input.objects} ${input.objects === 1 ? "scenario" : "scenarios"}`;
  const what = runs.length === input.objects ? scenarios : `${runs.length} runs of ${scenarios}`;
  const expectations = `${checked} ${checked === 1 ? "expectation" : "expectations"} checked`;
  const unread = input.isUnreadable ? " Some could not be read." : "";
  return `${what}: ${runs.length - failed} passed, ${failed} failed; ${expectations}.${unread}`;
}
