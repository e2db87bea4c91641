import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/**
 * The object with a JSON merge patch (RFC 7396) applied: `null` takes a field away, a list is replaced as a whole. Nulls inside of
 * lists stay. The arguments stay as they are. Mirrors: MergePatch, gopkg.in/evanphx/json-patch.v4 v4.13.0
 */
export function jsonMerge(original: JsonObject, patch: JsonObject): JsonObject {
  const merged: JsonObject = { ...original };
  for (const [key, value] of Object.entries(patch)) {
    const before = merged[key];
    if (value === null) delete merged[key];
    else if (!isObject(before)) merged[key] = pruned(value);
    else merged[key] = isObject(value) ? jsonMerge(before, value) : value;
  }
  return merged;
}

function pruned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : pruned(item)));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, pruned(inner)]));
}
