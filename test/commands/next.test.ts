import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { nextCommand } from "../../src/commands/next.ts";
import { serverAdmission } from "../../src/commands/server-admission.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { NextStep } from "../../src/model/next.ts";
import type { OutcomeKind } from "../../src/model/plan.ts";
import type { NextReport } from "../../src/model/report.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { TRAPS } from "../../src/simulate/traps/registry.ts";
import { type ScenarioRecord, versionOfScenario } from "../conformance/scenario.ts";
import { dumpOfState } from "../simulate/dump-of-state.ts";

const VERSION = "1.37.0";

function read(name: string): ScenarioRecord[] {
  const lines = gunzipSync(readFileSync(`fixtures/oracle/${name}.jsonl.gz`))
    .toString()
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line));
}

interface Told {
  readonly id: string;
  readonly outcome: OutcomeKind;
  readonly next: NextStep;
}

/** The dump that a recorded scenario would leave, and what `next` says of it. */
function tell(record: ScenarioRecord): Told[] {
  const version = versionOfScenario(record, VERSION);
  if (version === undefined || !record.expect.some(({ versions }) => versions.includes(VERSION))) return [];
  const admission = serverAdmission(version);
  const { environment, operations } = record;
  const { state, final } = simulate({ environment, operations, version, admission });
  if (state.set === undefined) return [];
  const next = nextOf(dumpOfState(state, { version, admission }), record.featureGates ?? {});
  return [{ id: record.id, outcome: final.outcome, next }];
}

function nextOf(dump: JsonObject, gates: Readonly<Record<string, boolean>>): NextStep {
  const featureGates = Object.entries(gates).map(([gate, value]) => `${gate}=${value}`);
  const text = JSON.stringify(dump);
  const sources = (attribute: string) => (attribute === "state" ? [{ name: "dump.json", text }] : []);
  const report = nextCommand.run({ kubernetesVersion: VERSION, featureGates }, { sources, problems: [] }) as NextReport;
  const [next] = report.sets;
  if (next === undefined) throw new Error("the dump has no set");
  return next;
}

describe.each(["scenarios-basic", "scenarios-random"])("what %s leave", (name) => {
  const told = read(name).flatMap(tell);

  test("is settled where the real controller was, with nothing to write", () => {
    const wrong = told.filter(({ outcome, next }) => {
      return outcome === "complete" && (next.condition !== "settled" || next.now.length > 0);
    });
    expect(wrong.map(({ id, next }) => `${id}: ${next.condition}`)).toEqual([]);
  });

  test("is stuck or endless where the real controller was, and the trap has a name", () => {
    const wrong = told.filter(({ outcome, next }) => {
      if (outcome === "complete" || outcome === "no-set") return false;
      return next.condition === "settled" || next.condition === "working" || next.traps.length === 0;
    });
    expect(wrong.map(({ id, next }) => `${id}: ${next.condition}`)).toEqual([]);
  });

  test("gets remedies that end complete", () => {
    const outcomes = told.flatMap(({ next }) =>
      next.traps.flatMap(({ remedies }) => remedies.map(({ outcome }) => outcome)),
    );
    expect(new Set(outcomes)).toEqual(new Set(["complete"]));
  });
});

test("every trap is shown by a dump in fixtures/cli", () => {
  const folders = readdirSync("fixtures/cli").filter((name) => name.startsWith("next-"));
  const shown = folders.map((name) => readFileSync(`fixtures/cli/${name}/transcript.txt`, "utf8")).join("\n");
  expect(TRAPS.map(({ name }) => name).filter((name) => !shown.includes(`Trap ${name}\n`))).toEqual([]);
});

test("traps have names of their own", () => {
  expect(new Set(TRAPS.map(({ name }) => name)).size).toBe(TRAPS.length);
});
