import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { TraceWrite } from "../../src/model/plan.ts";
import { reconcile } from "../../src/simulate/reconcile.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { type RandomScenario, randomScenario } from "./random-scenario.ts";
import { STUB_ADMISSION, webSet } from "./stub-admission.ts";

const version = fc.constantFrom(...VERSIONS).map((known) => ({
  ...known,
  gates: { ...known.gates, ...("StatefulSetRecreateStrategy" in known.gates && { StatefulSetRecreateStrategy: true }) },
}));

function run(scenario: RandomScenario, on: KubernetesVersion) {
  return simulate({ ...scenario, version: on, admission: STUB_ADMISSION });
}

describe("simulate, whatever happens", () => {
  test("ends, and never in a livelock", () => {
    fc.assert(
      fc.property(randomScenario, version, (scenario, on) => {
        expect(["complete", "blocked", "no-set", "unbounded"]).toContain(run(scenario, on).final.outcome);
      }),
      { numRuns: 300 },
    );
  });

  test("is deterministic and leaves its input alone", () => {
    fc.assert(
      fc.property(randomScenario, version, (scenario, on) => {
        const before = structuredClone(scenario);
        const first = run(scenario, on);
        expect(run(scenario, on)).toEqual(first);
        expect(scenario).toEqual(before);
      }),
    );
  });

  test("a settled cluster gives the controller nothing to do", () => {
    fc.assert(
      fc.property(randomScenario, version, (scenario, on) => {
        const { final, state } = run(scenario, on);
        fc.pre(final.outcome !== "unbounded");
        const again = reconcile(state, scenario.environment, on, STUB_ADMISSION);
        expect(again.changed).toBe(false);
        expect(again.status).toEqual(state.set?.status);
      }),
    );
  });

  test("going on from a settled state is the same as one long run", () => {
    fc.assert(
      fc.property(randomScenario, version, ({ environment, operations }, on) => {
        const settled = operations.map((operation) => ({ ...operation, at: "settled" as const }));
        const whole = run({ environment, operations: settled }, on);
        fc.pre(whole.final.outcome !== "unbounded");
        const first = run({ environment, operations: settled.slice(0, 2) }, on);
        const rest = { environment, operations: settled.slice(2), state: first.state };
        const then = simulate({ ...rest, version: on, admission: STUB_ADMISSION });
        expect(then.final).toEqual(whole.final);
      }),
    );
  });

  test("every write of the trace is a numbered step", () => {
    fc.assert(
      fc.property(randomScenario, version, (scenario, on) => {
        const { trace, steps } = run(scenario, on);
        expect(steps.map(({ n }) => n)).toEqual(steps.map((_, index) => index + 1));
        expect(steps.map(({ action }) => action)).toEqual(writesOf(trace).map(([kind]) => kind));
      }),
    );
  });

  test("the status never counts what is not there", () => {
    fc.assert(
      fc.property(randomScenario, version, (scenario, on) => {
        for (const { status } of run(scenario, on).trace) {
          if (status === undefined) continue;
          expect(status.readyReplicas).toBeLessThanOrEqual(status.replicas);
          expect(status.availableReplicas).toBeLessThanOrEqual(status.readyReplicas);
          expect(status.currentReplicas).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe("an ordered set in a healthy world", () => {
  const size = fc.integer({ min: 0, max: 12 });

  test("has at most one Pod that is starting or stopping, whatever its size", () => {
    fc.assert(
      fc.property(size, size, version, (from, to, on) => {
        const operations = [
          { at: "settled", apply: webSet(from) },
          { at: "settled", apply: webSet(to, "app:v2") },
        ] as const;
        const { trace, final } = run({ environment: { startSeconds: 3, terminateSeconds: 2 }, operations }, on);
        expect(final.outcome).toBe("complete");
        for (const { syncs = [] } of trace) {
          const pods = syncs.flat().filter(([kind]) => kind === "create-pod" || kind === "delete-pod");
          expect(pods.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("creates ascending and updates descending", () => {
    fc.assert(
      fc.property(size, version, (replicas, on) => {
        const operations = [
          { at: "settled", apply: webSet(replicas) },
          { at: "settled", apply: webSet(replicas, "app:v2") },
        ] as const;
        const { trace } = run({ environment: { startSeconds: 1, terminateSeconds: 1 }, operations }, on);
        const ordinals = (wanted: string) =>
          writesOf(trace)
            .filter(([kind]) => kind === wanted)
            .map(([, name]) => Number(name.slice(4)));
        const ascending = Array.from({ length: replicas }, (_, index) => index);
        expect(ordinals("delete-pod")).toEqual(ascending.toReversed());
        expect(ordinals("create-pod")).toEqual([...ascending, ...ascending.toReversed()]);
      }),
    );
  });
});

describe("maxUnavailable", () => {
  test("is never exceeded by an update of a healthy set", () => {
    const budget = fc.integer({ min: 1, max: 6 });
    const policy = fc.constantFrom("OrderedReady", "Parallel");
    const on = VERSIONS.filter(({ gates }) => gates.MaxUnavailableStatefulSet === true);
    fc.assert(
      fc.property(fc.nat(9), budget, policy, fc.constantFrom(...on), (replicas, maxUnavailable, management, known) => {
        const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 0, maxUnavailable } };
        const spec = { podManagementPolicy: management, updateStrategy };
        const operations = [
          { at: "settled", apply: webSet(replicas, "app:v1", spec) },
          { at: "settled", apply: webSet(replicas, "app:v2", spec) },
        ] as const;
        const { trace, final } = run({ environment: { startSeconds: 5, terminateSeconds: 3 }, operations }, known);
        expect(final.outcome).toBe("complete");
        const rollout = trace.slice(
          trace.findIndex(({ events }) => events?.some(([kind, at]) => kind === "op" && at === 1)),
        );
        for (const { events = [], syncs = [], status } of rollout) {
          const deleted = syncs.flat().filter(([kind]) => kind === "delete-pod").length;
          expect(deleted).toBeLessThanOrEqual(maxUnavailable);
          expect(status?.readyReplicas ?? 0).toBeGreaterThanOrEqual(replicas - maxUnavailable - events.length);
        }
      }),
    );
  });
});

function writesOf(trace: ReturnType<typeof run>["trace"]): TraceWrite[] {
  return trace.flatMap(({ syncs = [] }) => syncs.flat());
}
