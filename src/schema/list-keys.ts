import type { FieldPath } from "../model/field-path.ts";
import { apiTypes, objectType } from "./api-type.ts";
import { childType } from "./fields-at.ts";

/**
 * The key fields by which items of the list at `path` are told apart: the API's patch merge key, and the name of a
 * claim template. Undefined for lists that go by position.
 */
export function listKeys(gvk: string, minor: number): (path: FieldPath) => readonly string[] | undefined {
  const root = objectType(apiTypes(minor), gvk);
  return (path) => {
    let type = root && { type: root as ReturnType<typeof childType>, key: "" };
    for (const part of path) {
      const parent = type?.type;
      if (!parent) return undefined;
      const inner = parent.kind === "pointer" ? parent.of : parent;
      const key = inner.kind === "struct" ? (inner.fields.get(String(part))?.patchMergeKey ?? "") : "";
      type = { type: childType(parent, part), key };
    }
    if (path.at(-1) === "volumeClaimTemplates") return ["metadata.name"];
    return type?.key ? [type.key] : undefined;
  };
}
