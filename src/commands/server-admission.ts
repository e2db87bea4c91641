import { createObject, updateObject } from "../kubernetes/api-server.ts";
import { claimsOfSet, podOfSet } from "../kubernetes/pod-of-set.ts";
import { applyRevision, nameOfRevision, revisionData } from "../kubernetes/revision.ts";
import { invalidMessage } from "../kubernetes/status-text.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { FieldError } from "../model/field-error.ts";
import type { JsonObject } from "../model/json.ts";
import { textAt } from "../model/json-read.ts";
import { decodeObject } from "../schema/decode-object.ts";
import type { Admission, Admitted } from "../simulate/admission.ts";

/** UID of every set and Pod for the validation of references; the simulator has its own. */
const SOME_UID = "00000000-0000-4000-8000-000000000000";

/** The API server of a version, as the simulator asks it. */
export function serverAdmission(version: KubernetesVersion): Admission {
  const create = (manifest: JsonObject): Admitted => {
    const { object, error } = decodeObject(manifest, version.name);
    if (object === undefined) return { object: manifest, errors: [error ?? ""] };
    const answer = createObject(object, version);
    return { object: answer.object, errors: textsOf(answer.errors) };
  };
  return {
    createSet: create,
    createPod: create,
    createClaim: create,
    updateSet: (stored, manifest) => {
      const { object, error } = decodeObject(manifest, version.name);
      if (object === undefined) return { object: manifest, errors: [error ?? ""], generationChanged: false };
      const answer = updateObject(stored, object, version);
      return { object: answer.object, errors: textsOf(answer.errors), generationChanged: answer.generationChanged };
    },
    podRefusal: (set, revision, ordinal) => refusal(podOfSet(withUid(set), ordinal, revision, version), version),
    claimRefusal: (set, template, ordinal) => {
      const claim = claimsOfSet(set, ordinal).find((made) =>
        textAt(made, "metadata", "name").startsWith(`${template}-`),
      );
      return claim === undefined ? undefined : refusal(claim, version);
    },
    revisionData: (set) => revisionData(set, version),
    revisionName: (set, collisionCount) => {
      return nameOfRevision(textAt(set, "metadata", "name"), revisionData(set, version), collisionCount);
    },
    restore: (set, data) => applyRevision(set, data, version),
  };
}

/** The text of the 422 answer; undefined when the object would be stored. */
function refusal(object: JsonObject, version: KubernetesVersion): string | undefined {
  const { errors } = createObject(object, version);
  if (errors.length === 0) return undefined;
  const gvk = `${textAt(object, "apiVersion")} ${textAt(object, "kind")}`;
  return invalidMessage({ gvk, name: textAt(object, "metadata", "name") }, errors);
}

function withUid(set: JsonObject): JsonObject {
  return { ...set, metadata: { ...(set.metadata as JsonObject), uid: SOME_UID } };
}

function textsOf(errors: readonly FieldError[]): string[] {
  return errors.map(({ field, text }) => `${field}: ${text}`).sort();
}
