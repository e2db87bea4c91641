import type { Simulation, Step, Wait } from "../../model/plan.ts";
import type { Plan } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import type { RenderOptions } from "../renderer.ts";
import type { Role } from "../theme.ts";
import { blockerText, REASONS, REMEDIES, SYMBOLS, stepText, waitsText } from "../wording.ts";
import { drawDeletion } from "./deletion-text.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { shorten } from "./table.ts";
import { hanging, lengthOf, proseWidth } from "./wrap.ts";

const ROLES: Readonly<Record<"+" | "~" | "-", Role>> = { "+": "added", "~": "changed", "-": "removed" };

/** The steps of the plan, numbered, each with its reason, and between them what the controller waits for. */
export function drawTimeline(plan: Plan, options: PlanTextOptions): string[] {
  const { simulation } = plan;
  if (simulation === undefined) return [];
  const { theme } = options;
  if (plan.action === "delete") return drawDeletion(plan, simulation, options);
  if (simulation.steps.length === 0) {
    return [
      `  ${theme("strong", "Steps")}  none: the controller has nothing to do.`,
      ...(plan.change === undefined ? [] : drawOutcome(plan, `  after ${simulation.final.t} s`, options)),
    ];
  }
  const { head, hidden, tail } = shorten(simulation.steps, options.isWide || options.verbosity === "verbose");
  const columns = columnsOf(simulation.steps, simulation.final.t);
  const before = (index: number): Step | undefined => simulation.steps[index - 1];
  const draw = (step: Step): string[] => [
    ...drawCommands(plan, step.n, columns, options),
    ...drawWait(step, before(step.n - 1), columns, options),
    ...drawStep(step, columns, options),
  ];
  return [
    ...drawAssumption(plan, options),
    ...head.flatMap(draw),
    ...(hidden > 0
      ? [
          `  ${" ".repeat(columns.number + columns.time + 4)}${theme("muted", `(${hidden} more steps; -o wide shows all)`)}`,
        ]
      : []),
    ...tail.flatMap(draw),
    ...drawCommands(plan, simulation.steps.length + 1, columns, options),
    ...drawEnd(plan, simulation, columns, options),
  ];
}

/** The commands that come right before a step. */
function drawCommands({ change, simulation }: Plan, step: number, columns: Columns, options: RenderOptions): string[] {
  const { theme, width } = options;
  const commands = (change?.commands ?? []).filter(({ beforeStep }) => beforeStep === step);
  const previous = simulation?.steps[step - 2];
  return commands.flatMap(({ command, t, waited }, index) => {
    const isLater = waited && index === 0 && previous !== undefined && previous.t < t;
    const time = `${t} s`.padStart(columns.number + columns.time + 4);
    return [
      ...(isLater ? [waitLine("all has settled", columns, options)] : []),
      ...hanging(`${time}  $ `, escapeLine(command), proseWidth(width)).map((line) => theme("strong", line)),
    ];
  });
}

function drawAssumption(plan: Plan, { theme, width }: RenderOptions): string[] {
  const [first = "", ...rest] = hanging("         ", assumption(plan), proseWidth(width));
  return [
    `  ${theme("strong", "Steps")}  ${theme("muted", first.trimStart())}`,
    ...rest.map((line) => theme("muted", line)),
  ];
}

function assumption({ facts, change }: Plan): string {
  const { timing, minReadySeconds } = facts;
  const goes = change?.pods.some(({ downAt }) => downAt !== null) ?? false;
  const gone = goes ? ` and gone ${timing.terminateSeconds} s after its deletion` : "";
  const probe =
    timing.probeDelaySeconds > 0 ? ` (${timing.probeDelaySeconds} s of them the probe's initial delay)` : "";
  const available = minReadySeconds > 0 ? `, available ${minReadySeconds} s later` : "";
  const others = timing.perPod.map(({ pod, startSeconds, terminateSeconds }) => {
    const times = [
      ...(startSeconds === null ? [] : [`ready after ${startSeconds} s`]),
      ...(terminateSeconds === null ? [] : [`gone after ${terminateSeconds} s`]),
    ];
    return `; ${/^\d+$/.test(pod) ? `the Pod of ordinal ${pod}` : escapeLine(pod)} ${times.join(" and ")}`;
  });
  return `assuming that a Pod is ready ${timing.startSeconds} s after its creation${probe}${available}${gone}${others.join("")}`;
}

interface Columns {
  readonly number: number;
  readonly time: number;
  readonly text: number;
}

function columnsOf(steps: readonly Step[], end: number): Columns {
  let text = 0;
  for (const step of steps) text = Math.max(text, lengthOf(stepText(step)));
  return { number: String(steps.length).length, time: String(end).length + 2, text: Math.min(text, 48) };
}

/** The wait that ended right before a step. */
function drawWait(step: Step, previous: Step | undefined, columns: Columns, options: RenderOptions): string[] {
  if (step.waitedFor.length === 0 || (previous?.t ?? 0) === step.t) return [];
  return [waitLine(`waits until ${waitsText(step.waitedFor)}`, columns, options)];
}

function waitLine(text: string, columns: Columns, { theme, width }: RenderOptions): string {
  const indent = " ".repeat(columns.number + columns.time + 4);
  return hanging(`${indent}· `, text, proseWidth(width))
    .map((line) => theme("muted", line))
    .join("\n");
}

function drawStep(step: Step, columns: Columns, { theme, width }: RenderOptions): string[] {
  const symbol = SYMBOLS[step.action];
  const number = String(step.n).padStart(columns.number + 2);
  const time = `${step.t} s`.padStart(columns.time);
  const what = escapeLine(stepText(step));
  const left = `${theme("muted", number)}  ${time}  ${theme(ROLES[symbol], `${symbol} ${what}`)}`;
  const used = columns.number + columns.time + 8;
  const reason = REASONS[step.reason];
  if (used + columns.text + lengthOf(reason) + 2 > width) return [left, theme("muted", `${" ".repeat(used)}${reason}`)];
  return [`${left}${" ".repeat(Math.max(0, columns.text - lengthOf(what)))}  ${theme("muted", reason)}`];
}

function drawEnd(plan: Plan, simulation: Simulation, columns: Columns, options: RenderOptions): string[] {
  const time = `${simulation.final.t} s`.padStart(columns.number + columns.time + 4);
  if (plan.outcome === "complete") {
    const waits = simulation.stop.waits.filter(({ until }) => until !== "deleted-by-hand");
    const last = waits.length > 0 ? waits : lastWait(plan);
    const wait = last.length > 0 ? [waitLine(`waits until ${waitsText(last)}`, columns, options)] : [];
    return [...wait, ...drawOutcome(plan, time, options)];
  }
  return drawOutcome(plan, time, options);
}

/** `3 of 3 Pods are ready`. */
export function readyText({ simulation, facts }: Plan): string {
  const ready = simulation?.final.status?.readyReplicas ?? 0;
  return `${ready} of ${facts.replicas} ${facts.replicas === 1 ? "Pod is" : "Pods are"} ready`;
}

/** How the plan ends, behind a label such as the second at which it does. */
export function drawOutcome(plan: Plan, label: string, { theme, width }: RenderOptions): string[] {
  if (plan.outcome === "complete") {
    return [`${label}  ${theme("added", `complete: ${readyText(plan)}`)}`];
  }
  if (plan.outcome === "no-set") return [`${label}  ${theme("removed", "the StatefulSet is gone")}`];
  if (plan.outcome !== "blocked") return [`${label}  ${theme("error", ENDLESS[plan.outcome] ?? plan.outcome)}`];
  const prose = proseWidth(width);
  const indent = " ".repeat(label.length + 2);
  return [
    `${label}  ${theme("error", "BLOCKED")}: the plan stops here`,
    ...plan.blockedBy.flatMap((blocker) => [
      ...hanging(indent, escapeLine(blockerText(blocker)), prose),
      ...hanging(`${indent}what helps: `, REMEDIES[blocker.remedy], prose),
    ]),
    ...neverCreated(plan).flatMap((text) => hanging(indent, text, prose)),
    ...stillServing(plan).flatMap((text) => hanging(indent, text, prose)),
  ];
}

const ENDLESS: Readonly<Record<string, string>> = {
  livelock: "the controller never comes to rest: it writes again and again in the same moment",
  unbounded: "the controller never comes to rest: the same Pods come and go for ever",
};

/** The Pods created or deleted last, which the plan waits for at its end. */
function lastWait({ simulation }: Plan): Wait[] {
  const steps = simulation?.steps ?? [];
  const at = steps.at(-1)?.t;
  if (at === undefined || at === simulation?.final.t) return [];
  const last = steps.filter((step) => step.t === at);
  return [
    ...last.flatMap(({ action, pod = "" }) => (action === "delete-pod" ? [{ on: pod, until: "gone" as const }] : [])),
    ...last.flatMap(({ action, pod = "" }) => (action === "create-pod" ? [{ on: pod, until: "ready" as const }] : [])),
  ];
}

/** What a blocked plan leaves to the users of the set. */
function stillServing({ change, facts }: Plan): string[] {
  if (change === undefined) return [];
  const { serving, pods, revisions } = change;
  if (serving.length === 0) return ["nothing serves any more: no Pod is Ready"];
  const ageOf = new Map(revisions.map(({ name, age }) => [name, age]));
  const revisionOf = new Map(pods.map(({ name, after }) => [name, after ?? ""]));
  const hasBoth = new Set(serving.map((name) => ageOf.get(revisionOf.get(name) ?? ""))).size > 1;
  const shown = shorten(
    serving.map((name) => (hasBoth ? `${name} (${ageOf.get(revisionOf.get(name) ?? "") ?? "old"})` : name)),
    false,
  );
  const more = shown.hidden > 0 ? [`(${shown.hidden} more)`] : [];
  return [
    `still serving: ${[...shown.head, ...more, ...shown.tail].join(", ")} (${serving.length} of ${facts.replicas})`,
  ];
}

function neverCreated({ facts, pods, statefulSet }: Plan): string[] {
  const there = new Set(pods.map((pod) => pod.ordinal));
  const missing: string[] = [];
  for (let ordinal = facts.start; ordinal < facts.start + facts.replicas; ordinal++) {
    if (!there.has(ordinal)) missing.push(`${statefulSet.name}-${ordinal}`);
  }
  if (missing.length === 0) return [];
  const shown =
    missing.length > 4
      ? `${missing.slice(0, 3).join(", ")} … ${missing.at(-1)} (${missing.length} Pods)`
      : missing.join(", ");
  return [`not created: ${shown}`];
}
