import { resolveVersion } from "../../kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../kubernetes/versions/version.ts";
import type { ClusterState } from "../../model/cluster.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { numberAt } from "../../model/json-read.ts";
import type { Expectation, ExpectationResult, Rehearsal, RehearsalRun } from "../../model/rehearsal.ts";
import type { Moment } from "../../simulate/moment.ts";
import { instantsFor, simulate } from "../../simulate/simulate.ts";
import { serverAdmission } from "../server-admission.ts";
import { checkExpectation } from "./expectations.ts";

export interface RunOutcome {
  readonly run: RehearsalRun;
  /** The expectations that are not met, each at its place in the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs a scenario on one version and checks what it expects of it. */
export function runRehearsal(
  rehearsal: Rehearsal,
  version: KubernetesVersion,
  state: ClusterState | undefined,
): RunOutcome {
  const moments: Moment[] = [];
  const isLimited = rehearsal.expect.some((expectation) => LIMITS.some((key) => expectation[key] !== undefined));
  const { environment, operations } = rehearsal;
  const simulation = simulate({
    environment,
    operations,
    version,
    admission: serverAdmission(version),
    maxInstants: instantsOf(rehearsal),
    ...(state === undefined ? {} : { state }),
    ...(isLimited ? { observe: (moment: Moment) => moments.push(moment) } : {}),
  });
  const results: ExpectationResult[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, expectation] of rehearsal.expect.entries()) {
    if (!isFor(expectation, version)) continue;
    const checked = checkExpectation(expectation, { simulation, moments });
    results.push(...checked);
    for (const result of checked) {
      if (!result.isMet) diagnostics.push(unmet(rehearsal, index, result, version));
    }
  }
  const { outcome } = simulation.final;
  const hasPassed =
    results.length === 0 ? outcome === "complete" || outcome === "no-set" : results.every((result) => result.isMet);
  const { id, description, titles } = rehearsal;
  const place = rehearsal.locate([], "value");
  const run = { id, description, place, kubernetesVersion: version.name, titles, simulation, results, hasPassed };
  return { run, diagnostics };
}

function isFor({ versions }: Expectation, { name }: KubernetesVersion): boolean {
  return versions === undefined || versions.some((text) => resolveVersion(text)?.name === name);
}

/** Expectations that ask for every moment; only they cost the counting. */
const LIMITS = ["minReady", "minAvailable", "maxUnavailable"] as const satisfies readonly (keyof Expectation)[];

/** Endless is what goes on longer than any plan of sets of this size. Recorded scenarios are small and know the plain limit. */
function instantsOf({ operations }: Rehearsal): number {
  let replicas = 0;
  for (const operation of operations) {
    if ("apply" in operation) replicas = Math.max(replicas, numberAt(operation.apply, "spec", "replicas") ?? 1);
  }
  const spare = replicas > 20 ? operations.length + 1 : 1;
  return instantsFor(replicas > 20 ? replicas : 0) * spare;
}

function unmet(
  rehearsal: Rehearsal,
  index: number,
  { key, message }: ExpectationResult,
  { name }: KubernetesVersion,
): Diagnostic {
  const inList = rehearsal.locate(["expect", index, key], "key");
  const alone = rehearsal.locate(["expect", key], "key");
  // A single expectation may stand without a list around it.
  const range = alone.start.offset > rehearsal.locate(["expect"], "key").start.offset ? alone : inList;
  return {
    rule: "EXPECT",
    name: "expectation-not-met",
    source: "sts-plan",
    severity: "error",
    message: `${message} (${key}, Kubernetes ${name})`,
    help: null,
    file: range.file,
    range,
    path: `expect[${index}].${key}`,
    object: `Scenario ${rehearsal.id}`,
    related: [],
  };
}
