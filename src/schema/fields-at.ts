import type { FieldPath } from "../model/field-path.ts";
import { type ApiType, apiTypes, objectType } from "./api-type.ts";

/** Names of the fields that the API has at a place; empty where it has none or its types are not recorded. */
export function fieldsAt(gvk: string, at: FieldPath, version: string): readonly string[] {
  let type: ApiType | undefined = objectType(apiTypes(Number(version.split(".")[1])), gvk);
  for (const part of at) type = type && childType(type, part);
  const struct = type && underlying(type);
  return struct?.kind === "struct" ? [...struct.fields.keys()] : [];
}

/** Type of the field, item or map value that a step leads to. */
export function childType(type: ApiType, part: string | number): ApiType | undefined {
  const inner = underlying(type);
  if (inner.kind === "struct") return inner.fields.get(String(part))?.type;
  return inner.kind === "list" || inner.kind === "map" ? inner.of : undefined;
}

/** What a pointer or a named type stands for. */
export function underlying(type: ApiType): Exclude<ApiType, { kind: "pointer" | "named" }> {
  return type.kind === "pointer" || type.kind === "named" ? underlying(type.of) : type;
}
