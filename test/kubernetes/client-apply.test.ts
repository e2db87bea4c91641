import { describe, expect, test } from "vitest";
import { clientApply } from "../../src/kubernetes/client-apply.ts";
import { NEWEST, VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { compareUpdate, type UpdateRecord } from "../conformance/update.ts";
import { oracleRecords } from "../oracle-records.ts";

describe("changes come out as the real kubectl and API server have them, in both modes", () => {
  test.for(oracleRecords<UpdateRecord>("synthetic-updates").map((record) => [record.id, record] as const))(
    "%s",
    ([, record]) => {
      for (const { name } of VERSIONS.filter((version) => version.name !== "1.35.3")) {
        expect(compareUpdate(record, name)).toBeUndefined();
      }
    },
  );
});

const SET: JsonObject = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "web", namespace: "default" },
  spec: { replicas: 2, template: { spec: { containers: [{ name: "a", image: "b" }] } } },
};

test("the same manifest sends nothing, and arguments stay as they are", () => {
  const before = JSON.stringify(SET);
  const live = JSON.parse(before) as JsonObject;
  const first = clientApply(SET, { manifest: SET, live }, NEWEST);
  expect(first.patch).toHaveProperty(["metadata", "annotations"]);
  const applied = first.answer?.object ?? {};
  expect(clientApply(SET, { manifest: SET, live: applied }, NEWEST)).toMatchObject({ isUnchanged: true, patch: {} });
  expect(JSON.stringify(SET)).toBe(before);
});
