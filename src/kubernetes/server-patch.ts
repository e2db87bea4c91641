import { encodeJson } from "../model/encode-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { textAt } from "../model/json-read.ts";
import { type ApiType, apiTypes, objectType } from "../schema/api-type.ts";
import { decodeObject } from "../schema/decode-object.ts";
import { restoreObject } from "../schema/restore-object.ts";
import { type UpdateAnswer, updateObject } from "./api-server.ts";
import { jsonMerge } from "./patch/json-merge.ts";
import { jsonPatch } from "./patch/json-patch.ts";
import { goText, PatchError } from "./patch/patch-error.ts";
import { strategicMerge } from "./patch/strategic-merge.ts";
import type { KubernetesVersion } from "./versions/version.ts";

export type PatchType = "strategic" | "merge" | "json";

/** The server's answer to a patch; or what kubectl prints when the patch as such is refused. */
export type PatchAnswer = { readonly answer: UpdateAnswer } | { readonly refusal: string };

interface PatchCall {
  readonly live: JsonObject;
  readonly patch: JsonValue;
  readonly version: KubernetesVersion;
  readonly type: ApiType | undefined;
}

/**
 * What the server makes of a PATCH by `kubectl patch`, which leaves field validation at warnings.
 * Mirrors: patchResource and its patchers, k8s.io/apiserver/pkg/endpoints/handlers v0.37.0
 */
export function serverPatch(
  live: JsonObject,
  patch: JsonValue,
  kind: PatchType,
  version: KubernetesVersion,
): PatchAnswer {
  const type = objectType(apiTypes(version.minor), `${textAt(live, "apiVersion")} ${textAt(live, "kind")}`);
  return PATCHERS[kind]({ live, patch, version, type });
}

const PATCHERS: Readonly<Record<PatchType, (call: PatchCall) => PatchAnswer>> = {
  strategic: patchStrategically,
  merge(call) {
    const { live, patch } = call;
    if (!isObject(patch)) return badRequest(`error decoding patch: ${mismatch(patch, "map[string]interface {}")}`);
    return answerTo(call, jsonMerge(live, patch));
  },
  json(call) {
    const { live, patch } = call;
    if (!Array.isArray(patch)) return badRequest(`error decoding patch: ${mismatch(patch, "[]handlers.jsonPatchOp")}`);
    const odd = patch.find((operation) => !isObject(operation));
    if (odd !== undefined) return badRequest(`error decoding patch: ${mismatch(odd, "handlers.jsonPatchOp")}`);
    try {
      return answerTo(call, jsonPatch(live, patch.filter(isObject)));
    } catch (error) {
      if (error instanceof PatchError) return UNPROCESSABLE;
      throw error;
    }
  },
};

/** What a server answers to a patch that does not apply; it keeps the reason to itself. */
const UNPROCESSABLE: PatchAnswer = {
  refusal: "The request is invalid: the server rejected our request due to an error in our request",
};

function patchStrategically({ live, patch, version, type }: PatchCall): PatchAnswer {
  if (!isObject(patch)) return badRequest(mismatch(patch, "map[string]interface {}"));
  if (type === undefined) return badRequest("the type is not known");
  let merged: JsonObject;
  try {
    merged = strategicMerge(live, patch, type);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return refusedMerge(error.message);
  }
  const restored = restoreObject(type, merged, "Warn");
  if ("problem" in restored) return invalidPatch(goText(patch), restored.problem);
  return { answer: withWarnings(updateObject(live, restored.object, version), restored.unknown) };
}

/** Mirrors: interpretStrategicMergePatchError, k8s.io/apiserver/pkg/endpoints/handlers v0.37.0 */
function refusedMerge(message: string): PatchAnswer {
  if (message.startsWith("invalid patch format")) return badRequest(message);
  return message === "lists of lists are not supported" ? UNPROCESSABLE : { refusal: `Error from server: ${message}` };
}

function answerTo({ live, version }: PatchCall, patched: JsonValue): PatchAnswer {
  const text = encodeJson(patched);
  if (!isObject(patched)) return invalidPatch(text, mismatch(patched, "v1.StatefulSet"));
  const { object, error, strict } = decodeObject(patched, version.name);
  if (object === undefined || (error !== undefined && strict.length === 0)) {
    return invalidPatch(text, (error ?? "").replace(/^.* cannot be handled as a \S+: /, ""));
  }
  return { answer: withWarnings(updateObject(live, object, version), strict) };
}

function withWarnings(answer: UpdateAnswer, unknown: readonly string[]): UpdateAnswer {
  return { ...answer, warnings: [...unknown, ...answer.warnings] };
}

function badRequest(message: string): PatchAnswer {
  return { refusal: `Error from server (BadRequest): ${message}` };
}

function invalidPatch(value: string, problem: string): PatchAnswer {
  return { refusal: `The request is invalid: patch: Invalid value: ${JSON.stringify(value)}: ${problem}` };
}

function mismatch(value: JsonValue, type: string): string {
  return `json: cannot unmarshal ${goKind(value)} into Go value of type ${type}`;
}

function goKind(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" ? "number" : typeof value;
}
