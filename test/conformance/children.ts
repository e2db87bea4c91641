import { createObject } from "../../src/kubernetes/api-server.ts";
import { claimsOfSet, ordinalRange, podOfSet } from "../../src/kubernetes/pod-of-set.ts";
import { invalidMessage } from "../../src/kubernetes/status-text.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../src/model/json-read.ts";

/** Pods and claims of the first and the last ordinal: all with objects where the record holds objects, else the refused ones. */
export function childrenOfSet(
  set: JsonObject,
  revision: string,
  version: KubernetesVersion,
  wanted: JsonObject,
): JsonObject {
  const range = ordinalRange(set);
  if (!range) return {};
  const owner = { ...set, metadata: { ...objectAt(set, "metadata"), uid: RECORDED_UID } };
  const isFull = [...listAt(wanted, "pods"), ...listAt(wanted, "claims")].some(
    (made) => valueAt(made, "object") !== undefined,
  );
  const ordinals = [...new Set([range.first, range.last])];
  const pods = ordinals.flatMap((ordinal) =>
    child(podOfSet(owner, ordinal, revision, version), { ordinal, isFull, version }),
  );
  const claims = ordinals.flatMap((ordinal) =>
    claimsOfSet(owner, ordinal)
      .sort(byName)
      .flatMap((claim) => child(claim, { ordinal, isFull, version })),
  );
  return { ...(pods.length > 0 ? { pods } : {}), ...(claims.length > 0 ? { claims } : {}) };
}

/** The controller walks a map; the records are sorted. */
function byName(a: JsonObject, b: JsonObject): number {
  return textAt(a, "metadata", "name") < textAt(b, "metadata", "name") ? -1 : 1;
}

/** The set's UID in the recordings. */
const RECORDED_UID = "00000000-0000-0000-0000-000000000001";

interface ChildContext {
  readonly ordinal: number;
  readonly isFull: boolean;
  readonly version: KubernetesVersion;
}

function child(object: JsonObject, { ordinal, isFull, version }: ChildContext): JsonObject[] {
  const name = textAt(object, "metadata", "name");
  const gvk = `${textAt(object, "apiVersion")} ${textAt(object, "kind")}`;
  const { object: stored, errors } = createObject(object, version, textAt(object, "metadata", "namespace"));
  if (errors.length === 0 && !isFull) return [];
  const error =
    errors.length > 0
      ? {
          error: {
            message: invalidMessage({ gvk, name }, errors),
            reason: "Invalid",
            causes: errors.map(({ field, type, text }) => ({ field, type, text })),
          },
        }
      : {};
  return [{ ordinal, name, ...error, ...(isFull ? { object: stored } : {}) }];
}
