import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { simulateCommand } from "../../../src/commands/simulate.ts";
import type { JsonObject, JsonValue } from "../../../src/model/json.ts";
import type { ScenarioReport } from "../../../src/model/report.ts";

const WEB: JsonObject = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "web" },
  spec: {
    replicas: 3,
    serviceName: "web",
    selector: { matchLabels: { app: "web" } },
    template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "main", image: "app:v1" }] } },
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    ],
    persistentVolumeClaimRetentionPolicy: { whenScaled: "Delete" },
  },
};

function run(text: string): ScenarioReport {
  const sources = (attribute: string) => (attribute === "scenario" ? [{ name: "s.json", text }] : []);
  return simulateCommand.run({}, { sources, problems: [] }) as ScenarioReport;
}

/** Created, rolled to v2, scaled down to 2. */
function messages(expectation: JsonObject): string[] {
  const operations: JsonValue[] = [{ apply: WEB }, { setImage: { main: "app:v2" } }, { scale: 2 }];
  const report = run(JSON.stringify({ operations, expect: expectation }));
  return report.diagnostics.map(({ message }) => message.replace(/ \(\w+, Kubernetes 1\.37\.0\)$/, ""));
}

const REVISIONS = { v1: "web-59c5f6486d", v2: "web-7c6f974d99" };

describe("an expectation", () => {
  test.each<[JsonObject, string | undefined]>([
    [{ outcome: "complete" }, undefined],
    [{ outcome: "blocked" }, "the outcome: expected blocked, got complete"],
    [{ doneWithin: 80 }, undefined],
    [{ doneWithin: 79 }, "expected to settle within 79 s, but it takes 80 s"],
    [{ minReady: 2 }, undefined],
    [{ minReady: 3 }, "expected at least 3 Pods ready at any time, but at 30 s there are 2 of 3"],
    [{ minReady: 4 }, "expected 4 Pods ready, but there are never more than 3"],
    [{ minReady: 2, after: 0 }, "expected at least 2 Pods ready at any time, but at 0 s there are 0 of 3"],
    [{ minReady: 2, after: 1 }, undefined],
    [{ minAvailable: 2 }, undefined],
    [{ minAvailable: 3 }, "expected at least 3 Pods available at any time, but at 30 s there are 2 of 3"],
    [{ maxUnavailable: 1 }, undefined],
    [{ maxUnavailable: 0 }, "expected at most 0 Pods unavailable at any time, but at 30 s 1 of 3 are"],
    [{ maxUnavailable: 2, after: 0 }, "expected at most 2 Pods unavailable at any time, but at 0 s 3 of 3 are"],
    [{ neverDeleted: "data-web-0" }, undefined],
    [{ neverDeleted: "data-*" }, "expected that data-web-2 is never deleted, but it is at 80 s"],
    [{ neverDeleted: ["x", "web-1"] }, "expected that web-1 is never deleted, but it is at 45 s"],
    [{ neverCreated: ["web-3", "data-web-3"] }, undefined],
    [{ neverCreated: "data-web-2" }, "expected that data-web-2 is never created, but it is at 20 s"],
    [{ created: ["web-0", "web-1", "web-2", "web-2", "web-1", "web-0"] }, undefined],
    [{ created: ["web-0", "web-2"] }, "expected web-2 as the created Pod number 2, got web-1 at 10 s"],
    [{ deleted: ["web-2", "web-1", "web-0", "web-2"] }, undefined],
    [{ deleted: ["web-2"] }, "expected nothing more as the deleted Pod number 2, got web-1 at 45 s"],
    [{ updated: ["web-1", "web-0"] }, undefined],
    [{ updated: ["web-1", "web-2"] }, "Pods at the update revision: web-2 is missing; web-0 is there as well"],
    [{ claims: ["data-web-0", "data-web-1"] }, undefined],
    [{ claims: ["data-web-0"] }, "claims at the end: data-web-1 is there as well"],
    [{ final: { outcome: "complete", t: 80 } }, undefined],
    [{ final: { t: 81 } }, "at the end, t: expected 81, got 80"],
    [
      { versions: ["1.30.14"], outcome: "blocked" },
      "the outcome: expected blocked, got complete (outcome, Kubernetes 1.30.14)",
    ],
  ])("%j", (expectation, message) => {
    expect(messages(expectation)).toEqual(message === undefined ? [] : [message]);
  });

  test("of a trace names the first moment that differs", () => {
    const status = {
      replicas: 1,
      readyReplicas: 0,
      availableReplicas: 0,
      currentReplicas: 1,
      updatedReplicas: 1,
      currentRevision: REVISIONS.v1,
      updateRevision: REVISIONS.v1,
    };
    const syncs = [
      [
        ["create-revision", REVISIONS.v1, 1],
        ["create-claim", "data-web-0"],
        ["create-pod", "web-0", REVISIONS.v1],
      ],
    ];
    const [message = ""] = messages({ trace: [{ t: 0, events: [["op", 0]], syncs, status }] });
    expect(message).toMatch(/^moment 1 \(10 s\): expected nothing more, got \{"t":10/);
    const [first = ""] = messages({ trace: [{ t: 1 }] });
    expect(first).toBe("moment 0 (1 s): t: expected 1, got 0");
  });
});

test("recorded scenarios keep all that was recorded of them, on every version", () => {
  const text = gunzipSync(readFileSync("fixtures/oracle/scenarios-basic.jsonl.gz")).toString();
  const report = run(text);
  expect(report.diagnostics).toEqual([]);
  expect(report.runs.length).toBeGreaterThan(report.input.objects);
  expect(report.runs.filter((entry) => !entry.hasPassed || entry.results.length !== 2)).toEqual([]);
});

describe("verbs of a scenario", () => {
  test.each<[string, JsonValue[], JsonObject]>([
    ["setPartition", [{ setPartition: 2 }, { setImage: { main: "app:v2" } }], { updated: ["web-2"] }],
    ["rolloutRestart", [{ rolloutRestart: true }], { deleted: ["web-2", "web-1", "web-0"] }],
    ["scale", [{ scale: 5 }, { scale: 1 }], { deleted: ["web-4", "web-3", "web-2", "web-1"], claims: ["data-web-0"] }],
    ["forceDeletePod", [{ forceDeletePod: "web-1" }], { doneWithin: 40, deleted: [], outcome: "complete" }],
    [
      "releaseClaim",
      [{ deleteClaim: "data-web-1" }, { releaseClaim: "data-web-1" }],
      { claims: ["data-web-0", "data-web-2"], outcome: "complete" },
    ],
  ])("%s", (_, operations, expectation) => {
    const report = run(JSON.stringify({ operations: [{ apply: WEB }, ...operations], expect: expectation }));
    expect(report.diagnostics.map(({ message }) => message)).toEqual([]);
  });
});
