import { expect, test } from "vitest";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import { readFile } from "../../src/parse/read-file.ts";
import { decodeObject } from "../../src/schema/decode-object.ts";
import type { ManifestRecord } from "../conformance/manifest.ts";
import { oracleRecords } from "../oracle-records.ts";

const RECORDS = oracleRecords<ManifestRecord>("synthetic");

test.for(RECORDS.map((record) => [record.id, record] as const))(
  "%s is decoded as the real server does",
  ([, record]) => {
    let compared = 0;
    for (const { versions, docs } of record.expect) {
      for (const name of versions) {
        const version = VERSIONS.find((known) => known.name === name);
        if (!version) throw new Error(`unknown version ${name}`);
        const { manifests } = readFile({ name: "manifest.yaml", text: record.text ?? "" }, version.behaviour);
        for (const doc of docs) {
          if (doc.notServed === true) continue;
          const manifest = manifests[Number(doc.i)];
          const decoded = manifest && decodeObject(manifest.value, name);
          expect([name, decoded?.error, decoded?.strict]).toEqual([name, doc.decode, doc.strict ?? []]);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(0);
  },
);

test("an unknown field comes with its place and the fields that are known there", () => {
  const set = { apiVersion: "apps/v1", kind: "StatefulSet", spec: { replica: 2 } };
  const [unknown] = decodeObject(set, "1.37.0").unknown;
  expect(unknown?.at).toEqual(["spec", "replica"]);
  expect(unknown?.known).toContain("replicas");
});
