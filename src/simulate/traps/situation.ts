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
  const workload = workloadOf(set, course.version);
  const overdue = course.given.length === 0 ? overduePods(course, simulation) : [];
  const claims = new Set(course.start.claims.map(({ name }) => name));
  const pods = new Map(simulation.state.pods.map((pod) => [pod.name, pod]));
  return {
    ...course,
    simulation,
    set,
    workload,
    pods,
    health: sameHealth(course, pods, health),
    stuckPods: stuckPods(simulation, pods),
    overduePods: overdue,
    isAsleep: overdue.some((pod) => workload.claimTemplates.some((template) => !claims.has(`${template}-${pod}`))),
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

/** The controller has seen the set as it is, nothing moves, and yet Pods are to be made. */
function overduePods({ start }: Course, { trace }: Simulation): string[] {
  const { set } = start;
  const [first] = trace;
  if (set === undefined || first?.t !== start.t || first.events !== undefined || first.error !== undefined) return [];
  const { observedGeneration, replicas } = set.status;
  const own = start.pods.filter((pod) => pod.owner === set.uid);
  if (set.deleting || observedGeneration !== set.generation || replicas !== own.length) return [];
  if (own.some((pod) => pod.goneAt >= 0 || pod.startAt >= 0)) return [];
  return (first.syncs ?? []).flat().flatMap(([kind, name]) => (kind === "create-pod" ? [name] : []));
}
