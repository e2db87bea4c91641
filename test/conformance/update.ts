import { createObject, type UpdateAnswer, updateObject } from "../../src/kubernetes/api-server.ts";
import { type AppliedBefore, clientApply, LAST_APPLIED, withLastApplied } from "../../src/kubernetes/client-apply.ts";
import { revisionName } from "../../src/kubernetes/revision.ts";
import { invalidMessage, kubectlInvalidText } from "../../src/kubernetes/status-text.ts";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { FieldError } from "../../src/model/field-error.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { objectAt, textAt } from "../../src/model/json-read.ts";
import { readFile } from "../../src/parse/read-file.ts";
import { decodeObject } from "../../src/schema/decode-object.ts";
import { difference } from "./difference.ts";

export interface UpdateRecord {
  readonly id: string;
  readonly old: string;
  readonly new: string;
  readonly expect: readonly (JsonObject & { readonly versions: string[] })[];
}

/** A change in both modes: the whole object sent (replace) and client-side apply. */
export function compareUpdate(record: UpdateRecord, versionName: string): string | undefined {
  const expected = record.expect.find(({ versions }) => versions.includes(versionName));
  const version = VERSIONS.find(({ name }) => name === versionName);
  if (!expected || !version) return `version ${versionName} is not known here`;
  const { versions: _versions, ...wanted } = expected;
  return difference(wanted, withRecordedOrder(wanted, withRecordedKey(wanted, answer(record, version))));
}

/** Refusals of the old manifest were recorded without sorting the errors at one place. */
function withRecordedOrder(wanted: JsonObject, got: JsonObject): JsonObject {
  const [recorded, message] = [wanted, got].map((side) => unordered(textAt(side, "oldRejected")));
  return recorded !== "" && recorded === message ? { ...got, oldRejected: textAt(wanted, "oldRejected") } : got;
}

function unordered(message: string): string {
  return message.replace("invalid: [", "invalid: , ").replace(/\]$/, "").split(", ").sort().join();
}

const MISSING_KEY = / does not contain declared merge key: \w+$/;

/** Of several items without their merge key, kubectl names the one that Go's walk of a map comes to first. */
function withRecordedKey(wanted: JsonObject, got: JsonObject): JsonObject {
  const [recorded, message] = [wanted, got].map((side) => textAt(side, "apply", "error", "message"));
  if (!MISSING_KEY.test(recorded ?? "") || !MISSING_KEY.test(message ?? "")) return got;
  return { ...got, apply: { ...objectAt(got, "apply"), error: objectAt(wanted, "apply", "error") } };
}

function answer(record: UpdateRecord, version: KubernetesVersion): JsonObject {
  const [before] = readFile({ name: "manifest.yaml", text: record.old }, version.behaviour).manifests;
  const reading = readFile({ name: "manifest.yaml", text: record.new }, version.behaviour);
  const [after] = reading.manifests;
  const old = before && stored(before.value, version);
  if (!before || typeof old === "string" || !old) return { oldRejected: old ?? "" };
  const revision = revisionName(old, 0, version);
  if (!after || reading.error !== undefined) return { newError: reading.error ?? "" };
  const result = { oldRevision: revision, replace: replaced(after.value, old, version) };
  const live = stored(withLastApplied(inNamespace(before.value)), version);
  if (typeof live === "string") return { oldRejected: live };
  return {
    ...result,
    apply: applied(inNamespace(after.value), { manifest: inNamespace(before.value), live }, version),
  };
}

function inNamespace(value: JsonObject): JsonObject {
  const metadata = objectAt(value, "metadata");
  return { ...value, metadata: { namespace: "default", ...metadata } };
}

/** The stored object, or the refusal. */
function stored(value: JsonObject, version: KubernetesVersion): JsonObject | string {
  const decoded = decodeObject(value, version.name);
  if (!decoded.object || decoded.error !== undefined) return decoded.error ?? "";
  const { object, errors } = createObject(decoded.object, version);
  if (errors.length === 0) return object;
  return invalidMessage({ gvk: GVK, name: textAt(object, "metadata", "name") }, errors);
}

const GVK = "apps/v1 StatefulSet";

function replaced(value: JsonObject, old: JsonObject, version: KubernetesVersion): JsonObject {
  const next = decodeObject(value, version.name);
  if (!next.object) return { decode: next.error ?? "", ...REFUSED };
  const outcome = finished(updateObject(old, next.object, version), old, version);
  return next.error === undefined ? outcome : { ...outcome, decode: next.error, accepted: false };
}

const REFUSED = { accepted: false, generationChanged: false, revisionChanged: false };

function finished(answer: UpdateAnswer, old: JsonObject, version: KubernetesVersion): JsonObject {
  const { object, errors, warnings, generationChanged } = answer;
  const shown: JsonObject = warnings.length > 0 ? { warnings: [...warnings] } : {};
  if (errors.length > 0) return { ...shown, ...REFUSED, error: failure(object, errors) };
  const revision = revisionName(object, 0, version);
  const revisionChanged = revision !== revisionName(old, 0, version);
  return { ...shown, accepted: true, generationChanged, revision, revisionChanged };
}

function failure(object: JsonObject, errors: readonly FieldError[]): JsonObject {
  const refused = { gvk: GVK, name: textAt(object, "metadata", "name") };
  return {
    message: invalidMessage(refused, errors),
    reason: "Invalid",
    causes: errors.map(({ field, type, text }) => ({ field, type, text })),
    kubectl: kubectlInvalidText(refused, errors),
  };
}

function applied(manifest: JsonObject, before: AppliedBefore, version: KubernetesVersion): JsonObject {
  const { patch, isUnchanged, problem, refusal, answer } = clientApply(manifest, before, version);
  if (isUnchanged) {
    const revision = revisionName(before.live, 0, version);
    return { unchanged: true, accepted: true, generationChanged: false, revisionChanged: false, revision };
  }
  const shown = patch ? { patch: withoutAnnotation(patch) } : {};
  if (problem !== undefined) {
    const reason = problem.startsWith("invalid patch format") ? { reason: "BadRequest" } : {};
    return { ...shown, ...REFUSED, error: { message: problem, ...reason } };
  }
  if (refusal !== undefined) return { ...shown, ...REFUSED, error: badPatch(refusal) };
  return answer ? { ...shown, ...finished(answer, before.live, version) } : shown;
}

/** The records put `<patch>` for the text of the patch. */
function badPatch(refusal: string): JsonObject {
  const text = `Invalid value: "<patch>": ${refusal.slice(refusal.lastIndexOf(']": ') + 4)}`;
  return {
    message: ` "" is invalid: patch: ${text}`,
    reason: "Invalid",
    causes: [{ field: "patch", type: "FieldValueInvalid", text }],
  };
}

/** The annotation repeats the whole manifest; the records leave it out. */
function withoutAnnotation(patch: JsonObject): JsonObject {
  const { [LAST_APPLIED]: _annotation, ...annotations } = objectAt(patch, "metadata", "annotations");
  const metadata: JsonObject = { ...objectAt(patch, "metadata"), annotations };
  if (Object.keys(annotations).length === 0) delete metadata.annotations;
  const shown: JsonObject = { ...patch, metadata };
  if (Object.keys(metadata).length === 0) delete shown.metadata;
  return shown;
}
