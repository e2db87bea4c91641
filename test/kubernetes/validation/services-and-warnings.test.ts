import { expect, test } from "vitest";
import { compareManifest, type ManifestRecord } from "../../conformance/manifest.ts";
import { oracleRecords } from "../../oracle-records.ts";

const RECORDS = oracleRecords<ManifestRecord & { note: string }>("validation-services");

/** One version of each group that answered alike, in turn the first and the last of it. */
function sampledVersions({ expect: groups }: ManifestRecord, index: number): string[] {
  return groups.flatMap(({ versions }) => versions.at(index % 2 === 0 ? 0 : -1) ?? []);
}

test("Services, budgets and autoscalers get the errors of the real server, and sets its warnings", () => {
  const differences = RECORDS.flatMap((record, index) =>
    sampledVersions(record, index).flatMap((version) => {
      const difference = compareManifest(record, version, "");
      return difference === undefined ? [] : [`${record.id} ${version} ${record.note}: ${difference}`];
    }),
  );
  expect(RECORDS.length).toBeGreaterThan(2000);
  expect(differences).toEqual([]);
}, 60_000);
