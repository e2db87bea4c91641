import type { ApiType } from "../../schema/api-type.ts";
import { underlying } from "../../schema/fields-at.ts";
import { PatchError } from "./patch-error.ts";

/** How the API's struct tags say that a field is patched. */
export interface PatchMeta {
  /** Type of the field; of a list, type of its items. */
  readonly type: ApiType;
  /** `merge`, `replace` or "". */
  readonly strategy: string;
  /** Fields that a change does not name are dropped from the object. */
  readonly retainsKeys: boolean;
  /** The field that tells items of a merged list apart; "" for lists of scalars. */
  readonly mergeKey: string;
}

/**
 * Patch rules of the object-valued field `key` of a struct. Throws `PatchError`.
 * Mirrors: PatchMetaFromStruct.LookupPatchMetadataForStruct, k8s.io/apimachinery/pkg/util/strategicpatch v0.37.0
 */
export function patchMeta(type: ApiType, key: string): PatchMeta {
  const struct = underlying(type);
  if (struct.kind !== "struct") {
    throw new PatchError(`merging an object in json but data type is not struct, instead is: ${goKind(struct)}`);
  }
  const field = struct.fields.get(key) ?? fieldIgnoringCase(struct.fields, key);
  if (!field) {
    const name = struct.name.slice(struct.name.lastIndexOf(".") + 1);
    throw new PatchError(`unable to find api field in struct ${name} for the json field ${JSON.stringify(key)}`);
  }
  const strategies = field.patchStrategies;
  return {
    type: field.type,
    strategy: strategies.find((strategy) => strategy !== "retainKeys") ?? "",
    retainsKeys: strategies.includes("retainKeys"),
    mergeKey: field.patchMergeKey,
  };
}

/**
 * … of a list-valued field. Throws `PatchError`.
 * Mirrors: PatchMetaFromStruct.LookupPatchMetadataForSlice, k8s.io/apimachinery/pkg/util/strategicpatch v0.37.0
 */
export function listPatchMeta(type: ApiType, key: string): PatchMeta {
  const meta = patchMeta(type, key);
  const list = underlying(meta.type);
  if (list.kind === "list") return { ...meta, type: list.of };
  if (meta.type.kind === "pointer") return meta;
  throw new PatchError(`expected slice or array type, but got: ${goKind(underlying(type))}`);
}

function fieldIgnoringCase<T>(fields: ReadonlyMap<string, T>, key: string): T | undefined {
  for (const [name, field] of fields) if (name.toLowerCase() === key.toLowerCase()) return field;
  return undefined;
}

const KINDS: Readonly<Record<string, string>> = { list: "slice", quantity: "struct", time: "struct" };

function goKind(type: ReturnType<typeof underlying>): string {
  return type.kind === "basic" ? type.name : (KINDS[type.kind] ?? type.kind);
}
