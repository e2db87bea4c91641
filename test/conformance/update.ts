import { createObject, updateObject } from "../../src/kubernetes/api-server.ts";
import { revisionName } from "../../src/kubernetes/revision.ts";
import { invalidMessage, kubectlInvalidText } from "../../src/kubernetes/status-text.ts";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { JsonObject } from "../../src/model/json.ts";
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
  return difference(wanted, answer(record, version, wanted));
}

function answer(record: UpdateRecord, version: KubernetesVersion, wanted: JsonObject): JsonObject {
  const [before] = readFile({ name: "manifest.yaml", text: record.old }, version.behaviour).manifests;
  const reading = readFile({ name: "manifest.yaml", text: record.new }, version.behaviour);
  const [after] = reading.manifests;
  const decoded = before && decodeObject(before.value, version.name);
  const created = decoded?.object && decoded.error === undefined ? createObject(decoded.object, version) : undefined;
  if (!created || created.errors.length > 0) return { oldRejected: true };
  const old = created.object;
  const isSet = old.kind === "StatefulSet";
  const oldRevision: JsonObject = isSet ? { oldRevision: revisionName(old, 0, version) } : {};
  if (!after) return { ...oldRevision, newError: reading.error ?? "" };
  const next = decodeObject(after.value, version.name);
  if (!next.object || next.error !== undefined)
    return { ...oldRevision, replace: { decode: next.error ?? "", accepted: false } };
  const { object, errors, warnings, generationChanged } = updateObject(old, next.object, version);
  const gvk = `${after.apiVersion} ${after.kind}`;
  const replace: JsonObject = {
    accepted: errors.length === 0,
    generationChanged: errors.length === 0 && generationChanged,
  };
  if (errors.length > 0) {
    replace.error = {
      message: invalidMessage({ gvk, name: after.name }, errors),
      reason: "Invalid",
      causes: errors.map(({ field, type, text }) => ({ field, type, text })),
      kubectl: kubectlInvalidText({ gvk, name: after.name }, errors),
    };
  }
  if (warnings.length > 0) replace.warnings = [...warnings];
  if (errors.length === 0 && isSet) {
    const revision = revisionName(object, 0, version);
    replace.revision = revision;
    replace.revisionChanged = revision !== oldRevision.oldRevision;
  }
  return {
    ...oldRevision,
    replace,
    ...("apply" in wanted ? { apply: "not compared: client-side apply is not there yet" } : {}),
  };
}
