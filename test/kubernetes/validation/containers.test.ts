import { describe, expect, test } from "vitest";
import { compareManifest, type ManifestRecord } from "../../conformance/manifest.ts";
import { compareUpdate, type UpdateRecord } from "../../conformance/update.ts";
import { oracleRecords } from "../../oracle-records.ts";

const RECORDS = oracleRecords<ManifestRecord | UpdateRecord>("validation-containers");

/** One version of each group that answered alike, in turn the first and the last of it. */
function isSampled(record: ManifestRecord | UpdateRecord, index: number, version: string): boolean {
  return record.expect.some(({ versions }) => versions.at(index % 2 === 0 ? 0 : -1) === version);
}

describe("containers and Pod specs are refused with the errors of the real server", () => {
  const versions = ["1.30.14", "1.31.14", "1.32.13", "1.33.13", "1.34.4", "1.35.4", "1.36.3", "1.37.0"];

  test.each(versions)("of %s", (version) => {
    const differences = RECORDS.flatMap((record, index) => {
      if (!isSampled(record, index, version)) return [];
      const difference =
        "text" in record ? compareManifest(record, version, "") : compareUpdate(record as UpdateRecord, version);
      return difference === undefined ? [] : [`${record.id}: ${difference}`];
    });
    expect(RECORDS.length).toBeGreaterThan(1000);
    expect(differences).toEqual([]);
  });
});
