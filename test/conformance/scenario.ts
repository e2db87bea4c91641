import { isDeepStrictEqual } from "node:util";
import { resolveVersion } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { FinalState, Instant } from "../../src/model/plan.ts";
import type { Scenario } from "../../src/model/scenario.ts";
import type { Admission } from "../../src/simulate/admission.ts";
import { simulate } from "../../src/simulate/simulate.ts";

/** One line of a recorded scenario file. */
export interface ScenarioRecord extends Scenario {
  readonly expect: readonly ScenarioExpectation[];
}

export interface ScenarioExpectation {
  readonly versions: readonly string[];
  readonly trace: readonly Instant[];
  readonly final: FinalState;
}

export interface ScenarioComparison {
  /** The first difference in full; undefined when all is equal. */
  readonly difference: string | undefined;
  /** Errors of the controller: how many were recorded, and how many texts are equal to ours. */
  readonly errorTexts: number;
  readonly equalErrorTexts: number;
}

/** The version that a scenario runs on: the recorded one, with the scenario's feature gates. */
export function versionOfScenario(record: ScenarioRecord, versionName: string): KubernetesVersion | undefined {
  const version = resolveVersion(versionName);
  if (version?.name !== versionName) return undefined;
  return { ...version, gates: { ...version.gates, ...record.featureGates } };
}

/**
 * Runs a recorded scenario on one of its versions and compares trace and final state letter for letter. Of errors only
 * their presence is compared; how many texts are equal is counted.
 */
export function compareScenario(
  record: ScenarioRecord,
  versionName: string,
  admissionOf: (version: KubernetesVersion) => Admission,
): ScenarioComparison {
  const none = { errorTexts: 0, equalErrorTexts: 0 };
  const version = versionOfScenario(record, versionName);
  const expected = record.expect.find(({ versions }) => versions.includes(versionName));
  if (version === undefined) return { ...none, difference: `no such version: ${versionName}` };
  if (expected === undefined) return { ...none, difference: `nothing recorded for ${versionName}` };
  const { environment, operations } = record;
  const got = simulate({ environment, operations, version, admission: admissionOf(version) });
  return { ...compareErrorTexts(got.trace, expected.trace), difference: differenceOf(got, expected) };
}

type Run = Pick<ScenarioExpectation, "trace" | "final">;

function differenceOf(got: Run, expected: Run): string | undefined {
  for (let index = 0; index < Math.max(got.trace.length, expected.trace.length); index++) {
    const ours = withoutErrorTexts(got.trace[index]);
    const theirs = withoutErrorTexts(expected.trace[index]);
    if (!isDeepStrictEqual(ours, theirs)) return describe(`instant ${index}`, got.trace[index], expected.trace[index]);
  }
  if (isDeepStrictEqual(plain(got.final), expected.final)) return undefined;
  return describe("final state", got.final, expected.final);
}

function describe(where: string, got: unknown, expected: unknown): string {
  return `${where}\n  expected ${JSON.stringify(expected) ?? "nothing"}\n  got      ${JSON.stringify(got) ?? "nothing"}`;
}

function withoutErrorTexts(instant: Instant | undefined): unknown {
  if (instant === undefined) return undefined;
  const { error, transientErrors, ...rest } = instant;
  return plain({ ...rest, hasError: error !== undefined, hasTransientErrors: transientErrors !== undefined });
}

function compareErrorTexts(
  got: readonly Instant[],
  expected: readonly Instant[],
): Pick<ScenarioComparison, "errorTexts" | "equalErrorTexts"> {
  let errorTexts = 0;
  let equalErrorTexts = 0;
  for (const [index, instant] of expected.entries()) {
    const ours = textsOf(got[index]);
    for (const [at, text] of textsOf(instant).entries()) {
      errorTexts++;
      if (ours[at] === text) equalErrorTexts++;
    }
  }
  return { errorTexts, equalErrorTexts };
}

function textsOf(instant: Instant | undefined): string[] {
  const { error, transientErrors = [] } = instant ?? {};
  return error === undefined ? [...transientErrors] : [...transientErrors, error];
}

/** As JSON has it: readonly lists and absent keys make no difference. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
