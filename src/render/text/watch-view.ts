import type { Simulation, TraceEvent, TraceWrite } from "../../model/plan.ts";
import type { Plan } from "../../model/report.ts";
import { drawClaimView } from "./claim-view.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { drawTable, shorten } from "./table.ts";
import { drawOutcome } from "./timeline.ts";

interface WatchLine {
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly age: number;
}

/**
 * The timeline as `kubectl get pods -w` would print it: one line for each change of a Pod. A Pod is seen Pending when it is made and
 * again when it has a node, then its containers are created, then it runs; a deleted one is Terminating and ends.
 */
export function drawWatchView(plan: Plan, options: PlanTextOptions): string[] {
  const { simulation } = plan;
  if (simulation === undefined) return [];
  const { theme, width, isWide, verbosity } = options;
  const lines = watchLines(simulation, plan.facts.containers);
  const { head, hidden, tail } = shorten(lines, isWide || verbosity === "verbose");
  const row = (line: WatchLine) => [line.name, line.ready, line.status, "0", `${line.age}s`];
  const more = [[`(${hidden} more)`, "", "", "", ""]];
  const rows = [...head.map(row), ...(hidden > 0 ? more : []), ...tail.map(row)];
  return [
    `  ${theme("muted", "$ kubectl get pods -w")}`,
    ...drawTable(["NAME", "READY", "STATUS", "RESTARTS", "AGE"], rows, { theme, width, indent: "  ", gap: 3 }),
    ...drawOutcome(plan, `  after ${simulation.final.t} s`, options),
    ...drawClaimView(plan, options),
  ];
}

/** What was seen of a Pod last. */
interface Seen {
  readonly bornAt: number;
  readonly ready: string;
}

function watchLines({ trace }: Simulation, containers: number): WatchLine[] {
  const lines: WatchLine[] = [];
  const seen = new Map<string, Seen>();
  for (const { t, events = [], syncs = [] } of trace) {
    for (const { name, running, status } of [
      ...events.flatMap(changeOfEvent),
      ...syncs.flat().flatMap(changeOfWrite),
    ]) {
      const before = status === "Pending" ? { bornAt: t, ready: "" } : seen.get(name);
      const ready =
        running === "as before"
          ? (before?.ready ?? `${containers}/${containers}`)
          : `${running === "all" ? containers : 0}/${containers}`;
      lines.push({ name, ready, status, age: t - (before?.bornAt ?? 0) });
      seen.set(name, { bornAt: before?.bornAt ?? 0, ready });
    }
  }
  return lines;
}

interface PodChange {
  readonly name: string;
  readonly running: "none" | "all" | "as before";
  readonly status: string;
}

function changeOfEvent([kind, name]: TraceEvent): PodChange[] {
  if (typeof name !== "string") return [];
  if (kind === "ready") return [{ name, running: "all", status: "Running" }];
  if (kind === "running") return [{ name, running: "none", status: "Running" }];
  return kind === "gone" ? [{ name, running: "none", status: "Completed" }] : [];
}

function changeOfWrite([kind, name]: TraceWrite): PodChange[] {
  if (kind === "delete-pod") return [{ name, running: "as before", status: "Terminating" }];
  if (kind !== "create-pod") return [];
  return ["Pending", "Pending", "ContainerCreating"].map((status) => ({ name, running: "none", status }));
}
