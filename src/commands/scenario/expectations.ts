import { isEqual } from "../../kubernetes/is-equal.ts";
import { matchesGlob } from "../../lint/match-glob.ts";
import type { Instant, Simulation, TraceWrite } from "../../model/plan.ts";
import type { Expectation, ExpectationKey, ExpectationResult } from "../../model/rehearsal.ts";
import type { Moment } from "../../simulate/moment.ts";

/** What a run was, for the checks. */
export interface ObservedRun {
  readonly simulation: Simulation;
  readonly moments: readonly Moment[];
}

/** The first difference, or undefined when the expectation is met. */
type Check<K extends ExpectationKey> = (
  wanted: NonNullable<Expectation[K]>,
  run: ObservedRun,
  expectation: Expectation,
) => string | undefined;

/** One line each; the order is that of the report. */
const CHECKS: { readonly [K in ExpectationKey]: Check<K> } = {
  outcome: (wanted, { simulation }) => difference("the outcome", wanted, simulation.final.outcome),
  doneWithin: (wanted, { simulation }) => {
    const { t } = simulation.final;
    return t <= wanted ? undefined : `expected to settle within ${wanted} s, but it takes ${t} s`;
  },
  minReady: (wanted, run, { after }) => lowerLimit(wanted, run, after, "ready"),
  minAvailable: (wanted, run, { after }) => lowerLimit(wanted, run, after, "available"),
  maxUnavailable,
  neverDeleted: (wanted, run) => never(wanted, deletionsOf(run.simulation), "deleted"),
  neverCreated: (wanted, run) =>
    never(wanted, namesOfWrites(run.simulation, ["create-pod", "create-claim"]), "created"),
  created: (wanted, { simulation }) => sameOrder("created", wanted, namesOfWrites(simulation, ["create-pod"])),
  deleted: (wanted, { simulation }) => sameOrder("deleted", wanted, namesOfWrites(simulation, ["delete-pod"])),
  updated: (wanted, { simulation }) => sameNames("Pods at the update revision", wanted, updatedPods(simulation)),
  claims: (wanted, { simulation }) => sameNames("claims at the end", wanted, claimsLeft(simulation)),
  trace: (wanted, { simulation }) => traceDifference(wanted, simulation.trace),
  final: (wanted, { simulation }) => finalDifference(wanted, simulation),
};

export const EXPECTATION_KEYS = Object.keys(CHECKS) as readonly ExpectationKey[];

/** Checks all that an expectation says, in the order of `EXPECTATION_KEYS`. */
export function checkExpectation(expectation: Expectation, run: ObservedRun): ExpectationResult[] {
  return EXPECTATION_KEYS.filter((key) => expectation[key] !== undefined).map((key) => {
    const message = checkKey(key, expectation, run);
    return { key, isMet: message === undefined, message: message ?? "" };
  });
}

function checkKey<K extends ExpectationKey>(key: K, expectation: Expectation, run: ObservedRun): string | undefined {
  const wanted = expectation[key];
  const check: Check<K> = CHECKS[key];
  return wanted === undefined ? undefined : check(wanted as NonNullable<Expectation[K]>, run, expectation);
}

/** Holds from the first moment at which there are so many, or from an operation on. */
function lowerLimit(
  wanted: number,
  { moments }: ObservedRun,
  after: number | undefined,
  what: "ready" | "available",
): string | undefined {
  const from = moments.findIndex((moment) =>
    after === undefined ? moment[what] >= wanted : moment.operations > after,
  );
  if (from < 0) {
    const most = Math.max(0, ...moments.map((moment) => moment[what]));
    return `expected ${wanted} Pods ${what}, but there are never more than ${most}`;
  }
  const low = moments.slice(from).find((moment) => moment[what] < wanted);
  if (low === undefined) return undefined;
  return `expected at least ${wanted} Pods ${what} at any time, but at ${low.t} s there are ${low[what]} of ${low.wanted}`;
}

/** Holds from the first moment at which all are available, or from an operation on. */
function maxUnavailable(wanted: number, { moments }: ObservedRun, { after }: Expectation): string | undefined {
  const missing = (moment: Moment): number => moment.wanted - moment.available;
  const isStart = (moment: Moment): boolean => {
    return after === undefined ? moment.wanted > 0 && missing(moment) === 0 : moment.operations > after;
  };
  const from = moments.findIndex(isStart);
  if (from < 0) return "expected all Pods to be available once, but they never are";
  const bad = moments.slice(from).find((moment) => missing(moment) > wanted);
  if (bad === undefined) return undefined;
  return `expected at most ${wanted} Pods unavailable at any time, but at ${bad.t} s ${missing(bad)} of ${bad.wanted} are`;
}

interface NameAt {
  readonly name: string;
  readonly t: number;
}

function never(wanted: string | readonly string[], happened: readonly NameAt[], verb: string): string | undefined {
  const patterns = typeof wanted === "string" ? [wanted] : wanted;
  const found = happened.find(({ name }) => patterns.some((pattern) => matchesGlob(pattern, name)));
  return found && `expected that ${found.name} is never ${verb}, but it is at ${found.t} s`;
}

/** Pods whose deletion is asked for or that go, and claims that begin to go. */
function deletionsOf({ trace }: Simulation): NameAt[] {
  return trace.flatMap((instant) => {
    const events = (instant.events ?? []).flatMap(([kind, name]) => {
      return kind === "gone" || kind === "claim-terminating" || kind === "claim-gone" ? [String(name)] : [];
    });
    const writes = writesOf(instant).flatMap(([kind, name]) => (kind === "delete-pod" ? [name] : []));
    return [...events, ...writes].map((name) => ({ name, t: instant.t }));
  });
}

function namesOfWrites({ trace }: Simulation, kinds: readonly string[]): NameAt[] {
  return trace.flatMap((instant) => {
    return writesOf(instant).flatMap(([kind, name]) => (kinds.includes(kind) ? [{ name, t: instant.t }] : []));
  });
}

function writesOf({ syncs = [] }: Instant): readonly TraceWrite[] {
  return syncs.flat();
}

function sameOrder(verb: string, wanted: readonly string[], happened: readonly NameAt[]): string | undefined {
  const index = Array.from({ length: Math.max(wanted.length, happened.length) }).findIndex(
    (_, at) => wanted[at] !== happened[at]?.name,
  );
  if (index < 0) return undefined;
  const got = happened[index];
  const expected = wanted[index] ?? "nothing more";
  return `expected ${expected} as the ${verb} Pod number ${index + 1}, got ${got ? `${got.name} at ${got.t} s` : "nothing more"}`;
}

function sameNames(what: string, wanted: readonly string[], got: readonly string[]): string | undefined {
  const missing = wanted.filter((name) => !got.includes(name));
  const more = got.filter((name) => !wanted.includes(name));
  if (missing.length === 0 && more.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`] : []),
    ...(more.length > 0 ? [`${more.join(", ")} ${more.length === 1 ? "is" : "are"} there as well`] : []),
  ];
  return `${what}: ${parts.join("; ")}`;
}

function updatedPods({ final }: Simulation): string[] {
  const revision = final.status?.updateRevision;
  return final.pods.filter((pod) => pod.revision === revision && pod.unowned !== true).map((pod) => pod.name);
}

function claimsLeft({ final }: Simulation): string[] {
  return final.claims.filter((claim) => claim.terminating !== true).map((claim) => claim.name);
}

/** Of errors only whether there is one counts: their texts quote what differs from run to run. */
function traceDifference(wanted: readonly Instant[], got: readonly Instant[]): string | undefined {
  for (let index = 0; index < Math.max(wanted.length, got.length); index++) {
    const message = instantDifference(wanted[index], got[index]);
    if (message !== undefined) return `moment ${index}${timeOf(wanted[index] ?? got[index])}: ${message}`;
  }
  return undefined;
}

function timeOf(instant: Instant | undefined): string {
  return instant === undefined ? "" : ` (${instant.t} s)`;
}

const COMPARED = ["t", "events", "syncs", "status"] as const satisfies readonly (keyof Instant)[];

function instantDifference(wanted: Instant | undefined, got: Instant | undefined): string | undefined {
  if (wanted === undefined) return `expected nothing more, got ${asJson(got)}`;
  if (got === undefined) return `expected ${asJson(wanted)}, got nothing more`;
  for (const key of COMPARED) {
    const found = difference(key, wanted[key], got[key]);
    if (found !== undefined) return found;
  }
  for (const key of ["error", "transientErrors"] as const) {
    if ((wanted[key] === undefined) !== (got[key] === undefined)) return difference(key, wanted[key], got[key]);
  }
  return undefined;
}

function finalDifference(wanted: NonNullable<Expectation["final"]>, { final }: Simulation): string | undefined {
  for (const [key, value] of Object.entries(wanted)) {
    const found = difference(key, value, final[key as keyof typeof final]);
    if (found !== undefined) return `at the end, ${found}`;
  }
  return undefined;
}

function difference(what: string, wanted: unknown, got: unknown): string | undefined {
  return isEqual(wanted, got) ? undefined : `${what}: expected ${asJson(wanted)}, got ${asJson(got)}`;
}

function asJson(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
}
