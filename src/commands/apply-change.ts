import {
  appliedLastTo,
  clientApply,
  LAST_APPLIED,
  patchProblemText,
  withLastApplied,
} from "../kubernetes/client-apply.ts";
import { kubectlInvalidText } from "../kubernetes/status-text.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { InputObject } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import type { ApiVerdict } from "../model/object-diff.ts";
import { inNamespace } from "./live-sets.ts";
import { JUDGED_KINDS } from "./load-manifests.ts";

/** What `kubectl apply` of a changed manifest comes to. */
export interface AppliedChange {
  readonly api: ApiVerdict;
  /** The object afterwards; the old one when the change is refused. */
  readonly stored: JsonObject;
  /** What kubectl sends, without its own annotation; null when nothing is sent or the kind has no patch rules here. */
  readonly patch: JsonObject | null;
}

export const ACCEPTED: ApiVerdict = { accepted: true, message: "", causes: [], warnings: [] };

/** Applies the manifest of `after` over the stored object of `before`, as kubectl does on the client. */
export function applyChange(before: InputObject, after: InputObject, version: KubernetesVersion): AppliedChange {
  if (!JUDGED_KINDS.has(after.gvk)) return { api: ACCEPTED, stored: after.stored, patch: null };
  const manifest = inNamespace(after);
  const live = withAddress(liveOf(before));
  const applied = clientApply(manifest, { manifest: appliedBefore(before), live }, version);
  const patch = applied.patch && Object.keys(applied.patch).length > 0 ? withoutAnnotation(applied.patch) : null;
  if (applied.isUnchanged) return { api: ACCEPTED, stored: before.stored, patch: null };
  if (!applied.answer) {
    const message = patchProblemText(applied);
    return { api: { ...ACCEPTED, accepted: false, message }, stored: before.stored, patch };
  }
  const { object, errors, warnings } = applied.answer;
  if (errors.length === 0) return { api: { ...ACCEPTED, warnings }, stored: withoutAddress(object), patch };
  const api = {
    accepted: false,
    message: kubectlInvalidText({ gvk: after.gvk, name: after.name }, errors).trimEnd(),
    causes: errors.map(({ type, field, text }) => ({ type, field, detail: text })),
    warnings,
  };
  return { api, stored: before.stored, patch };
}

/** What the live object says that was applied last; a manifest stands for itself; a live object without it, for nothing. */
function appliedBefore(object: InputObject): JsonObject {
  const { value } = object.manifest;
  return appliedLastTo(value) ?? (textAt(value, "metadata", "uid") === "" ? inNamespace(object) : {});
}

/** The stored object with the annotation that an apply has left on it. */
function liveOf(object: InputObject): JsonObject {
  const annotations = objectAt(object.stored, "metadata", "annotations");
  if (annotations[LAST_APPLIED] !== undefined || textAt(object.manifest.value, "metadata", "uid") !== "") {
    return object.stored;
  }
  const text = textAt(withLastApplied(inNamespace(object)), "metadata", "annotations", LAST_APPLIED);
  const metadata = { ...objectAt(object.stored, "metadata"), annotations: { ...annotations, [LAST_APPLIED]: text } };
  return { ...object.stored, metadata };
}

/** Stands for the address that the server has chosen for a Service that asks for none. */
const SOME_ADDRESS = "10.96.0.1";

function withAddress(live: JsonObject): JsonObject {
  const spec = objectAt(live, "spec");
  const isWithout = textAt(spec, "clusterIP") !== "" || spec.type === "ExternalName";
  if (live.kind !== "Service" || isWithout) return live;
  return { ...live, spec: { ...spec, clusterIP: SOME_ADDRESS, clusterIPs: [SOME_ADDRESS] } };
}

function withoutAddress(object: JsonObject): JsonObject {
  if (object.kind !== "Service" || textAt(object, "spec", "clusterIP") !== SOME_ADDRESS) return object;
  const { clusterIP: _address, clusterIPs: _addresses, ...spec } = objectAt(object, "spec");
  return { ...object, spec };
}

function withoutAnnotation(patch: JsonObject): JsonObject | null {
  const { [LAST_APPLIED]: _text, ...annotations } = objectAt(patch, "metadata", "annotations");
  const { annotations: _old, ...metadata } = objectAt(patch, "metadata");
  const { metadata: _metadata, ...rest } = patch;
  const kept = Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata;
  const shown = Object.keys(kept).length > 0 ? { metadata: kept, ...rest } : rest;
  return Object.keys(shown).length > 0 ? shown : null;
}
