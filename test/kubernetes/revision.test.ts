import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createObject } from "../../src/kubernetes/api-server.ts";
import { nameOfRevision, revisionData, revisionName } from "../../src/kubernetes/revision.ts";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import { objectAt, textAt } from "../../src/model/json-read.ts";
import { readFile } from "../../src/parse/read-file.ts";
import { decodeObject } from "../../src/schema/decode-object.ts";
import type { ManifestRecord } from "../conformance/manifest.ts";
import { oracleRecords } from "../oracle-records.ts";

const RECORDS = oracleRecords<ManifestRecord>("synthetic");

interface Recorded {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
}

/** What is recorded for one record and version, and what comes out here. */
function revisionsOf(record: ManifestRecord, version: KubernetesVersion): { wanted: Recorded; got: Recorded }[] {
  const { manifests } = readFile({ name: "manifest.yaml", text: record.text ?? "" }, version.behaviour);
  const docs = record.expect.find(({ versions }) => versions.includes(version.name))?.docs ?? [];
  return docs.flatMap((doc) => {
    const recorded = objectAt(doc, "revision");
    const manifest = manifests[Number(doc.i)];
    const decoded = manifest && decodeObject(manifest.value, version.name).object;
    if (textAt(recorded, "name") === "" || !decoded) return [];
    const { object } = createObject(decoded, version);
    const sha256 = createHash("sha256").update(revisionData(object, version)).digest("hex");
    return {
      wanted: { id: record.id, name: textAt(recorded, "name"), sha256: textAt(recorded, "sha256") },
      got: { id: record.id, name: revisionName(object, 0, version), sha256 },
    };
  });
}

test("revisions have the bytes and the names that the real controller gives them", () => {
  const compared = RECORDS.flatMap((record) => VERSIONS.flatMap((version) => revisionsOf(record, version)));
  expect(compared.length).toBeGreaterThan(500);
  expect(compared.map(({ got }) => got)).toEqual(compared.map(({ wanted }) => wanted));
});

test.for([
  ["{}", 0, "web-cccc864bc"],
  ['{"spec":{"template":{"$patch":"replace"}}}', 0, "web-589f85db5b"],
  ['{"spec":{"template":{"$patch":"replace"}}}', 1, "web-589f85db5c"],
] as const)("%s with count %i is called %s", ([data, count, name]) => {
  expect(nameOfRevision("web", data, count)).toBe(name);
});
