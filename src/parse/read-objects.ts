import type { FieldPath } from "../model/field-path.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { checkMetadata, jsonKind } from "./check-metadata.ts";

/** One object of a document and where it stands in it. */
export interface ReadObject {
  readonly value: JsonObject;
  /** Empty for the document itself, `["items", 2]` for an item of a list. */
  readonly at: FieldPath;
}

export type ReadOutcome =
  | { readonly objects: readonly ReadObject[] }
  /** kubectl's words; what it says is about the whole document. */
  | { readonly problem: string };

/**
 * The objects of one document as kubectl takes them: a list (anything with `items`) is taken apart, its items get
 * the list's kind when they have none. Never throws.
 * Mirrors: unstructuredJSONScheme.decode, k8s.io/apimachinery v0.37.0; FlattenListVisitor, k8s.io/cli-runtime v0.37.0
 */
export function readObjects(
  value: JsonValue,
  document: { readonly source: string; json(): string; readonly namesEmbeddedTypes: boolean },
): ReadOutcome {
  const { source } = document;
  const undecodable = (reason: string): ReadOutcome => ({
    problem: `unable to decode ${JSON.stringify(source)}: ${reason}`,
  });
  if (!isObject(value)) {
    return undecodable(`json: cannot unmarshal ${jsonKind(value)} into Go value of type unstructured.detector`);
  }
  const items = value.items;
  const isList = Object.hasOwn(value, "items");
  if (isList && items !== null && !Array.isArray(items)) {
    return undecodable(
      `json: cannot unmarshal ${jsonKind(items)} into Go struct field decodeList.items of type []json.RawMessage`,
    );
  }
  const list = isList ? (items ?? []) : undefined;
  if (Array.isArray(list)) {
    const wrong = list.find((item) => item !== null && !isObject(item));
    if (wrong !== undefined) {
      return undecodable(`json: cannot unmarshal ${jsonKind(wrong)} into Go value of type map[string]interface {}`);
    }
  }
  if (typeof value.kind !== "string" || value.kind === "") {
    return undecodable(`Object 'Kind' is missing in '${document.json()}'`);
  }
  const metadata = checkMetadata(value, document.namesEmbeddedTypes);
  if (metadata !== undefined) return undecodable(metadata);
  if (!Array.isArray(list)) return { objects: [{ value: roundIntegers(value), at: [] }] };
  return readItems(value, list);
}

function readItems(list: JsonObject, items: readonly JsonValue[]): ReadOutcome {
  const objects: ReadObject[] = [];
  const kind = typeof list.kind === "string" ? list.kind.replace(/List$/, "") : "";
  for (const [index, item] of items.entries()) {
    const object = isObject(item) ? item : {};
    const isNameless = typeof object.kind !== "string" && typeof object.apiVersion !== "string";
    const complete =
      isNameless && list.apiVersion !== undefined ? { ...object, kind, apiVersion: list.apiVersion } : object;
    if (typeof complete.kind !== "string" || complete.kind === "") {
      return {
        problem:
          "unable to get type info from the object \"*unstructured.Unstructured\": Object 'Kind' is missing in 'object has no kind field '",
      };
    }
    if (Object.hasOwn(complete, "items")) {
      return { problem: "*unstructured.Unstructured is not a list: no Items field in this object" };
    }
    objects.push({ value: roundIntegers(complete), at: ["items", index] });
  }
  return { objects };
}

const MAX_INT64 = 2n ** 63n - 1n;

/** Integers beyond 64 bits with sign are sent on as floating-point numbers. */
function roundIntegers(object: JsonObject): JsonObject {
  const rounded = roundValue(object);
  return isObject(rounded) ? rounded : object;
}

/** The same value when nothing in it had to be rounded. */
function roundValue(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return value > MAX_INT64 || value < -MAX_INT64 - 1n ? Number(value) : value;
  if (Array.isArray(value)) {
    const items = value.map(roundValue);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  let copy: JsonObject | undefined;
  for (const key of Object.keys(value)) {
    const old = value[key] ?? null;
    const rounded = roundValue(old);
    if (rounded === old) continue;
    copy ??= { ...value };
    copy[key] = rounded;
  }
  return copy ?? value;
}
