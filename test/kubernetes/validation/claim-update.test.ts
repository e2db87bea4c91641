import { expect, test } from "vitest";
import { createObject, updateObject } from "../../../src/kubernetes/api-server.ts";
import { NEWEST, resolveVersion } from "../../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../../src/kubernetes/versions/version.ts";
import type { JsonObject } from "../../../src/model/json.ts";

const V1_31 = resolveVersion("1.31") ?? NEWEST;

function claim(spec: JsonObject = {}, annotations: JsonObject = {}): JsonObject {
  const resources = { requests: { storage: "1Gi" } };
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data-web-0", annotations },
    spec: { accessModes: ["ReadWriteOnce"], resources, ...spec },
  };
}

function storage(size: string): JsonObject {
  return { resources: { requests: { storage: size } } };
}

/** What the server says to a change of a claim that is bound to a volume of 1Gi, unless another status is given. */
function errorsOf(old: JsonObject, next: JsonObject, version: KubernetesVersion = NEWEST, status: JsonObject = BOUND) {
  const stored = { ...createObject(old, version).object, status };
  return updateObject(stored, next, version).errors.map(({ field, text }) => `${field}: ${text}`);
}

const BOUND: JsonObject = { phase: "Bound", capacity: { storage: "1Gi" } };
const IMMUTABLE =
  "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n";

test("a bound claim may grow, an unbound one may not", () => {
  expect(errorsOf(claim(), claim(storage("2Gi")))).toEqual([]);
  const [error = ""] = errorsOf(claim(), claim(storage("2Gi")), NEWEST, { phase: "Pending" });
  expect(error.startsWith(`${IMMUTABLE}@@ -6,7 +6,7 @@\n`)).toBe(true);
  expect(error).toContain('-   "storage": "1Gi"\n+   "storage": "2Gi"\n');
});

test("a claim shrinks only to what a failed expansion asked for, and from 1.32 on", () => {
  const path = "spec.resources.requests.storage: Forbidden: field can not be less than";
  expect(errorsOf(claim(storage("3Gi")), claim(storage("2Gi")))).toEqual([]);
  expect(errorsOf(claim(storage("3Gi")), claim(storage("1Gi")))).toEqual([`${path} status.capacity`]);
  expect(errorsOf(claim(storage("3Gi")), claim(storage("2Gi")), V1_31)).toEqual([`${path} previous value`]);
});

test("the storage class is filled in once and never changed", () => {
  expect(errorsOf(claim(), claim({ storageClassName: "fast" }))).toEqual([]);
  const changed = errorsOf(claim({ storageClassName: "fast" }), claim({ storageClassName: "slow" }));
  expect(changed).toEqual([expect.stringContaining('- "StorageClassName": "fast",\n+ "StorageClassName": "slow",\n')]);
});

test("a class may move from the old annotation into the field", () => {
  const annotated = claim({}, { "volume.beta.kubernetes.io/storage-class": "fast" });
  expect(errorsOf(annotated, claim({ storageClassName: "fast" }))).toEqual([]);
  expect(errorsOf(annotated, claim())).toEqual([
    'metadata.annotations.volume.beta.kubernetes.io/storage-class: Invalid value: "": field is immutable',
  ]);
});

test("the volume mode is refused twice", () => {
  const errors = errorsOf(claim(), claim({ volumeMode: "Block" }));
  expect(errors).toHaveLength(2);
  expect(errors[1]).toBe('volumeMode: Invalid value: "Block": field is immutable');
});

test("an applied attributes class cannot be taken away", () => {
  const gold = claim({ volumeAttributesClassName: "gold" });
  expect(errorsOf(gold, claim({ volumeAttributesClassName: "silver" }))).toEqual([]);
  expect(errorsOf(gold, claim())).toEqual([]);
  expect(errorsOf(gold, claim(), NEWEST, { ...BOUND, currentVolumeAttributesClassName: "gold" })).toEqual([
    "spec.volumeAttributesClassName: Forbidden: update to nil is forbidden when status.currentVolumeAttributesClassName is not nil",
  ]);
});
