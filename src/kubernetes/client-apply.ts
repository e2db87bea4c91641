import { encodeJson } from "../model/encode-json.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import { apiTypes, objectType } from "../schema/api-type.ts";
import { restoreObject } from "../schema/restore-object.ts";
import { type UpdateAnswer, updateObject } from "./api-server.ts";
import { goText, PatchError } from "./patch/patch-error.ts";
import { strategicMerge } from "./patch/strategic-merge.ts";
import { threeWayPatch } from "./patch/three-way-patch.ts";
import type { KubernetesVersion } from "./versions/version.ts";

/** Where `kubectl apply` keeps what it applied last. */
export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export interface ClientApply {
  /** What kubectl sends; undefined when it cannot be made. */
  readonly patch: JsonObject | undefined;
  /** Nothing is sent. */
  readonly isUnchanged: boolean;
  /** Why the patch cannot be made, or why the server does not take it, before any rule is looked at. */
  readonly problem: string | undefined;
  /** The server's refusal of the patched object as such, as a cause at the field `patch`. */
  readonly refusal: string | undefined;
  /** The server's answer to the patched object. */
  readonly answer: UpdateAnswer | undefined;
}

const NOTHING: ClientApply = {
  patch: undefined,
  isUnchanged: false,
  problem: undefined,
  refusal: undefined,
  answer: undefined,
};

/** A manifest with the annotation that `kubectl apply` leaves on what it sends. */
export function withLastApplied(manifest: JsonObject): JsonObject {
  const text = `${encodeJson(annotated(manifest, {}))}\n`;
  return annotated(manifest, { [LAST_APPLIED]: text });
}

/** What the annotation of a live object says that was applied last; undefined without it, empty when it is no JSON. */
export function appliedLastTo(live: JsonObject): JsonObject | undefined {
  const text = textAt(live, "metadata", "annotations", LAST_APPLIED);
  if (text === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** What kubectl prints for a patch that cannot be made, or that the server does not take as such. */
export function patchProblemText({ problem, refusal }: ClientApply): string {
  return problem === undefined ? `The request is invalid: patch: ${refusal ?? ""}` : `error: ${problem}`;
}

/** What the annotation of a live object holds, read again. */
export function lastApplied(manifest: JsonObject): JsonObject {
  return annotated(manifest, {});
}

function annotated(manifest: JsonObject, added: JsonObject): JsonObject {
  const metadata = objectAt(manifest, "metadata");
  const { [LAST_APPLIED]: _old, ...annotations } = objectAt(metadata, "annotations");
  return { ...manifest, metadata: { ...metadata, annotations: { ...annotations, ...added } } };
}

/** What client-side apply starts from: the manifest applied before, and the live object that came of it. */
export interface AppliedBefore {
  readonly manifest: JsonObject;
  readonly live: JsonObject;
}

/**
 * `kubectl apply` of `manifest` (its namespace filled in) over what was applied before: the three-way merge on the
 * client, and the server's answer to the patch. Mirrors: Patcher.patchSimple, k8s.io/kubectl/pkg/cmd/apply v0.37.0;
 * strategicPatchObject, k8s.io/apiserver/pkg/endpoints/handlers v0.37.0
 */
export function clientApply(manifest: JsonObject, before: AppliedBefore, version: KubernetesVersion): ClientApply {
  const type = objectType(apiTypes(version.minor), `${textAt(manifest, "apiVersion")} ${textAt(manifest, "kind")}`);
  if (!type) return { ...NOTHING, problem: `the patch rules of ${textAt(manifest, "kind")} are not known` };
  const [original, modified] = [lastApplied(before.manifest), withLastApplied(manifest)];
  let patch: JsonObject | undefined;
  try {
    patch = threeWayPatch({ original, modified, current: before.live }, type);
    if (Object.keys(patch).length === 0) return { ...NOTHING, patch, isUnchanged: true };
    const restored = restoreObject(type, strategicMerge(before.live, patch, type));
    if ("problem" in restored) {
      return { ...NOTHING, patch, refusal: `Invalid value: ${JSON.stringify(goText(patch))}: ${restored.problem}` };
    }
    return { ...NOTHING, patch, answer: updateObject(before.live, restored.object, version) };
  } catch (error) {
    if (error instanceof PatchError) return { ...NOTHING, patch, problem: error.message };
    throw error;
  }
}
