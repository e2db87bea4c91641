import type { Instant, Simulation } from "../../model/plan.ts";
import type { Plan } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { hanging, proseWidth } from "./wrap.ts";

interface Line {
  readonly t: number;
  readonly sign: " " | "-" | "$";
  readonly text: string;
}

const LISTED = 4;

/** How a set goes away: by the garbage collector, which knows no order. */
export function drawDeletion(plan: Plan, simulation: Simulation, { theme, width }: PlanTextOptions): string[] {
  const lines = linesOf(plan, simulation);
  const digits = String(simulation.final.t).length;
  const drawn = lines.flatMap(({ t, sign, text }) => {
    const drawnLines = hanging(`    ${String(t).padStart(digits)} s  ${sign} `, escapeLine(text), proseWidth(width));
    return sign === " " ? drawnLines : drawnLines.map((line) => theme(sign === "-" ? "removed" : "strong", line));
  });
  const { terminateSeconds } = plan.facts.timing;
  return [
    `  ${theme("strong", "Steps")}  ${theme("muted", `assuming that a Pod is gone ${terminateSeconds} s after its deletion`)}`,
    ...drawn,
  ];
}

function linesOf(plan: Plan, { trace, final }: Simulation): Line[] {
  const lines = trace.flatMap((instant) => linesAt(instant, plan));
  return [...lines, { t: final.t, sign: " ", text: "the StatefulSet is gone" }];
}

function linesAt({ t, events = [], syncs = [] }: Instant, { change }: Plan): Line[] {
  const of = (kind: string): string[] => events.flatMap(([is, name]) => (is === kind ? [String(name)] : []));
  const [gone, claims] = [of("gone"), of("claim-gone")];
  const commands = (change?.commands ?? []).filter(({ operation }) => of("op").includes(String(operation)));
  const writes = syncs.flat().filter(([kind]) => /^(?:create|delete)-/.test(kind));
  const isByCommand = of("op").length > 0 && writes.length === 0;
  const deleted = (change?.pods ?? []).filter(({ downAt, after }) => isByCommand && downAt === t && after === null);
  const order = deleted.length > 1 ? ", all at once, in no order" : "";
  return [
    ...line(gone.length > 0, t, " ", `${listed(gone)} ${gone.length === 1 ? "is" : "are"} gone`),
    ...line(claims.length > 0, t, "-", `delete ${listed(claims)}: nothing owns them any more (retention policy)`),
    ...commands.flatMap(({ command }) => line(true, t, "$", command)),
    ...line(deleted.length > 0, t, "-", `delete ${listed(deleted.map(({ name }) => name))}${order}`),
    ...writes.flatMap(([kind, name]) => line(true, t, " ", `${kind.replace("-", " ")} ${name}`)),
  ];
}

function line(isThere: boolean, t: number, sign: Line["sign"], text: string): Line[] {
  return isThere ? [{ t, sign, text }] : [];
}

function listed(names: readonly string[]): string {
  if (names.length <= LISTED)
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, LISTED - 1).join(", ")} … ${names.at(-1)} (${names.length})`;
}
