import type { PodRecord } from "../../model/cluster.ts";
import { numberAt } from "../../model/json-read.ts";
import type { Simulation } from "../../model/plan.ts";
import type { Operation } from "../../model/scenario.ts";
import type { PodHealth } from "../pod-health.ts";
import { instantsFor, simulate } from "../simulate.ts";
import { workloadOf } from "../workload.ts";
import type { Course, RemedyStep, Situation } from "./trap.ts";

/** Simulates what is given and then `steps`, from the start of a course. */
export function runCourse(course: Course, steps: readonly RemedyStep[]): Simulation {
  const { start, environment, version, admission, given } = course;
  const operations = [...given, ...steps].map(({ operation }) => operation);
  return simulate({
    state: start,
    environment,
    operations,
    version,
    admission,
    maxInstants: instantsOf(course, operations),
  });
}

function instantsOf({ start }: Course, operations: readonly Operation[]): number {
  const wanted = operations.map((operation) =>
    "apply" in operation ? numberAt(operation.apply, "spec", "replicas") : 0,
  );
  const most = Math.max(numberAt(start.set?.object, "spec", "replicas") ?? 1, ...wanted.map((count) => count ?? 1));
  return instantsFor(most) * (operations.length + 1);
}

/** What a finished simulation looks like; undefined when the set is gone. */
export function situationOf(
  course: Course,
  simulation: Simulation,
  health: ReadonlyMap<string, PodHealth>,
): Situation | undefined {
  const { set } = simulation.state;
  if (set === undefined) return undefined;
  const pods = new Map(simulation.state.pods.map((pod) => [pod.name, pod]));
  return {
    ...course,
    simulation,
    set,
    workload: workloadOf(set, course.version),
    pods,
    health: sameHealth(course, pods, health),
    stuckPods: stuckPods(simulation, pods),
    isAsleep: course.given.length === 0 && isAsleep(course, simulation),
  };
}

/** What the dump says of a Pod is true as long as it is that Pod. */
function sameHealth(
  { start }: Course,
  pods: ReadonlyMap<string, PodRecord>,
  health: ReadonlyMap<string, PodHealth>,
): ReadonlyMap<string, PodHealth> {
  const same = start.pods.filter((pod) => pods.get(pod.name)?.uid === pod.uid);
  return new Map(
    same
      .flatMap(({ name }) => [[name, health.get(name)] as const])
      .flatMap(([name, known]) => (known ? [[name, known]] : [])),
  );
}

function stuckPods({ final, blockedBy }: Simulation, pods: ReadonlyMap<string, PodRecord>): PodRecord[] {
  if (final.outcome !== "blocked") return [];
  return blockedBy.flatMap(({ on, until }) => {
    const pod = pods.get(on);
    return pod !== undefined && pod.goneAt < 0 && (until === "ready" || until === "available") ? [pod] : [];
  });
}

/**
 * The controller has seen the set as it is, nothing moves, and yet there is something to do: it does not watch claims,
 * so it sleeps until something happens to the set or one of its Pods.
 */
function isAsleep({ start }: Course, { trace }: Simulation): boolean {
  const { set } = start;
  const [first] = trace;
  if (set === undefined || first?.t !== start.t || first.events !== undefined || first.error !== undefined)
    return false;
  if (set.status.observedGeneration !== set.generation || set.deleting) return false;
  if (start.pods.some((pod) => pod.owner === set.uid && (pod.goneAt >= 0 || pod.startAt >= 0))) return false;
  return (first.syncs ?? []).flat().some(([kind]) => kind === "create-pod");
}
