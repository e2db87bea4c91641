import type { TrapFinding, TrapSeverity, VerifiedRemedy } from "../../model/next.ts";
import type { PodHealth } from "../pod-health.ts";
import { TRAPS } from "./registry.ts";
import { deletePodStep } from "./remedy-steps.ts";
import { runCourse, situationOf } from "./situation.ts";
import type { Candidate, Detection, RemedyStep, Situation, Trap } from "./trap.ts";

const RANK = { stuck: 0, warning: 1, note: 2 } as const satisfies Record<TrapSeverity, number>;
const REMEDIES_SHOWN = 3;
const MOST_DELETIONS = 20;

/** The traps that a set is in, worst first, each with the remedies that a simulation has shown to work. */
export function findTraps(situation: Situation, health: ReadonlyMap<string, PodHealth>): TrapFinding[] {
  const findings = TRAPS.flatMap((trap): TrapFinding[] => {
    const detection = trap.detect(situation);
    if (detection === undefined) return [];
    const { name, title, sources } = trap;
    return [{ name, title, sources, ...detection, remedies: remediesOf(trap, situation, health) }];
  });
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function remediesOf(trap: Trap, situation: Situation, health: ReadonlyMap<string, PodHealth>): VerifiedRemedy[] {
  const remedies: VerifiedRemedy[] = [];
  const known = new Set<string>();
  for (const candidate of trap.candidates(situation)) {
    if (remedies.length >= REMEDIES_SHOWN || (candidate.healsPods === true && remedies.length > 0)) break;
    const remedy = verify(trap, candidate, situation, health);
    if (remedy === undefined || known.has(remedy.commands.join("\n"))) continue;
    known.add(remedy.commands.join("\n"));
    remedies.push(remedy);
  }
  return remedies;
}

/** The trap is gone, or matters less than before. */
function isBetter(after: Detection | undefined, before: Detection | undefined): boolean {
  return after === undefined || before === undefined || RANK[after.severity] > RANK[before.severity];
}

/** Undefined unless the set gets complete by it and out of this trap. */
function verify(
  trap: Trap,
  { steps, deletesBlockers, healsPods, note }: Candidate,
  found: Situation,
  health: ReadonlyMap<string, PodHealth>,
): VerifiedRemedy | undefined {
  const situation = healsPods === true ? { ...found, environment: { ...found.environment, broken: [] } } : found;
  const before = trap.detect(situation);
  const taken: RemedyStep[] = [...steps];
  const deleted = new Set<string>();
  for (;;) {
    const simulation = taken.length === 0 ? situation.simulation : runCourse(situation, taken);
    const after = situationOf(situation, simulation, health);
    if (after === undefined) return undefined;
    if (simulation.final.outcome === "complete" && taken.length > 0) {
      if (!isBetter(trap.detect(after), before)) return undefined;
      return {
        commands: [...situation.given, ...taken].map(({ command }) => command),
        causeFirst: healsPods === true,
        note,
        outcome: simulation.final.outcome,
        durationSeconds: simulation.final.t,
        lostClaims: lostClaims(situation, after),
      };
    }
    const blocker = deletesBlockers ? blockerOf(after, deleted) : undefined;
    if (blocker === undefined) return undefined;
    deleted.add(blocker);
    taken.push(deletePodStep(situation, blocker));
  }
}

/** The Pod that the controller waits for; each is deleted once at most. */
function blockerOf({ simulation, pods }: Situation, deleted: ReadonlySet<string>): string | undefined {
  if (simulation.final.outcome !== "blocked" || deleted.size >= MOST_DELETIONS) return undefined;
  return simulation.blockedBy.find(({ on }) => {
    const pod = pods.get(on);
    return pod !== undefined && pod.goneAt < 0 && !deleted.has(on);
  })?.on;
}

/** Claims that were there, or of which an empty one of the same name has taken the place. */
function lostClaims({ start }: Situation, { simulation }: Situation): string[] {
  const gone = new Set<string>();
  for (const { events = [] } of simulation.trace) {
    for (const [kind, name] of events) if (kind === "claim-gone") gone.add(String(name));
  }
  return start.claims.filter(({ name }) => gone.has(name)).map(({ name }) => name);
}
