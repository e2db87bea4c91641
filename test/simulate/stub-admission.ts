import { encodeJson } from "../../src/model/encode-json.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { objectAt, textAt } from "../../src/model/json-read.ts";
import type { Admission } from "../../src/simulate/admission.ts";

/** An API server that takes everything as it is; for tests of the controller alone. */
export const STUB_ADMISSION: Admission = {
  createSet: (manifest) => ({ object: manifest, errors: [] }),
  updateSet: (stored, manifest) => ({
    object: manifest,
    errors: [],
    generationChanged: encodeJson(objectAt(stored, "spec")) !== encodeJson(objectAt(manifest, "spec")),
  }),
  createPod: (manifest) => ({ object: manifest, errors: [] }),
  createClaim: (manifest) => ({ object: manifest, errors: [] }),
  podRefusal: () => undefined,
  claimRefusal: () => undefined,
  revisionData: (set) => encodeJson({ spec: { template: { $patch: "replace", ...templateOf(set) } } }),
  revisionName: (set, collisionCount) => `${textAt(set, "metadata", "name")}-${hash(set)}${collisionCount || ""}`,
  restore: (set, data) => {
    const { $patch: _, ...template } = objectAt(JSON.parse(data), "spec", "template");
    return { ...set, spec: { ...objectAt(set, "spec"), template } };
  },
};

/** A small set; `spec` replaces fields of its spec. */
export function webSet(replicas: number, image = "app:v1", spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "web" },
    spec: {
      replicas,
      serviceName: "web",
      podManagementPolicy: "OrderedReady",
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: "web" } },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "main", image }] } },
      volumeClaimTemplates: [{ metadata: { name: "data" }, spec: {} }],
      ...spec,
    },
  };
}

function templateOf(set: JsonObject): JsonObject {
  return objectAt(set, "spec", "template");
}

function hash(set: JsonObject): string {
  let sum = 0;
  for (const character of encodeJson(templateOf(set))) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0;
  return `r${sum.toString(36)}`;
}
