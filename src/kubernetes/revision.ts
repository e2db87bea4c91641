import { encodeJson } from "../model/encode-json.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import { apiTypes, objectType } from "../schema/api-type.ts";
import { encodeObject } from "../schema/encode-object.ts";
import { applyDefaults } from "./defaults/apply-defaults.ts";
import type { KubernetesVersion } from "./versions/version.ts";

/**
 * The bytes of the ControllerRevision that the controller makes of a stored set, as text: its template and nothing else.
 * Mirrors: getPatch, k8s.io/kubernetes/pkg/controller/statefulset v1.37.0
 */
export function revisionData(set: JsonObject, version: KubernetesVersion): string {
  const template = objectAt(encodedSpec(set, version), "template");
  return encodeJson({ spec: { template: { ...template, $patch: "replace" } } });
}

function encodedSpec(set: JsonObject, version: KubernetesVersion): JsonObject {
  const type = objectType(apiTypes(version.minor), "apps/v1 StatefulSet");
  const spec = type?.fields.get("spec")?.type;
  return spec?.kind === "struct" ? encodeObject(spec, objectAt(set, "spec")) : objectAt(set, "spec");
}

/** Longest part of a set's name that goes into the name of a revision. */
const MAX_PREFIX = 223;

/**
 * Name of the revision of a stored set: `web-7d4f8c6b9`.
 * Mirrors: ControllerRevisionName and HashControllerRevision, k8s.io/kubernetes/pkg/controller/history v1.37.0
 */
export function revisionName(set: JsonObject, collisionCount: number, version: KubernetesVersion): string {
  return nameOfRevision(textAt(set, "metadata", "name"), revisionData(set, version), collisionCount);
}

/** The same for data that is at hand already. */
export function nameOfRevision(setName: string, data: string, collisionCount: number): string {
  return `${setName.slice(0, MAX_PREFIX)}-${safeEncode(String(fnv32(`${data}${collisionCount}`)))}`;
}

const FNV_OFFSET = 2_166_136_261;
const FNV_PRIME = 16_777_619;

/** FNV-1 (multiply, then xor) over the UTF-8 bytes; unsigned 32 bits. */
function fnv32(text: string): number {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash, FNV_PRIME) ^ byte;
  return hash >>> 0;
}

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

/** Letters and digits that spell no words. */
function safeEncode(text: string): string {
  let encoded = "";
  for (let i = 0; i < text.length; i++) encoded += ALPHABET.charAt(text.charCodeAt(i) % ALPHABET.length);
  return encoded;
}

/**
 * The set with the template that a revision holds, with defaults.
 * Mirrors: ApplyRevision, k8s.io/kubernetes/pkg/controller/statefulset v1.37.0
 */
export function applyRevision(set: JsonObject, data: string, version: KubernetesVersion): JsonObject {
  const patch: unknown = JSON.parse(data);
  const held = isObject(patch) ? objectAt(patch, "spec", "template") : {};
  const template = Object.fromEntries(Object.entries(held).filter(([key]) => key !== "$patch"));
  const restored = { ...set, spec: { ...objectAt(set, "spec"), template } };
  const type = objectType(apiTypes(version.minor), "apps/v1 StatefulSet");
  return type ? applyDefaults(type, restored, version) : restored;
}
