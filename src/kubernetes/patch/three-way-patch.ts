import type { JsonObject } from "../../model/json.ts";
import type { ApiType } from "../../schema/api-type.ts";
import { strategicDiff } from "./strategic-diff.ts";
import { combinePatches } from "./strategic-merge.ts";

/** What client-side apply looks at. */
export interface ThreeWay {
  /** What was applied last. */
  readonly original: JsonObject;
  /** What is to be applied. */
  readonly modified: JsonObject;
  /** The live object. */
  readonly current: JsonObject;
}

/**
 * The strategic merge patch that `kubectl apply` sends; `{}` when there is nothing to change. Throws `PatchError`.
 * Mirrors: CreateThreeWayMergePatch with overwrite, k8s.io/apimachinery/pkg/util/strategicpatch v0.37.0
 */
export function threeWayPatch({ original, modified, current }: ThreeWay, type: ApiType): JsonObject {
  const changes = strategicDiff(current, modified, type, "changes");
  const deletions = strategicDiff(original, modified, type, "deletions");
  return combinePatches(deletions, changes, type);
}
