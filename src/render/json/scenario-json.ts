import type { RehearsalRun } from "../../model/rehearsal.ts";
import { stepJson } from "./plan-json.ts";

/** One run of a scenario. `trace` and `final` are in the format of the recorded traces. */
export function scenarioJson(run: RehearsalRun): object {
  const { simulation } = run;
  return {
    id: run.id,
    description: run.description,
    file: run.place.file,
    kubernetesVersion: run.kubernetesVersion,
    passed: run.hasPassed,
    expectations: run.results.map(({ key, isMet, message }) => ({ key, met: isMet, message })),
    operations: run.titles,
    outcome: simulation.final.outcome,
    durationSeconds: simulation.final.t,
    trace: simulation.trace,
    final: simulation.final,
    steps: simulation.steps.map(stepJson),
    blockedBy: simulation.blockedBy,
  };
}
