import { compareBytes } from "../model/encode-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";

/** Go types of the metadata fields that kubectl decodes before it sends anything. */
const FIELDS: Readonly<Record<string, string>> = {
  annotations: "map[string]string",
  creationTimestamp: "time",
  deletionGracePeriodSeconds: "int64",
  deletionTimestamp: "time",
  finalizers: "[]string",
  generateName: "string",
  generation: "int64",
  labels: "map[string]string",
  managedFields: "[]v1.ManagedFieldsEntry",
  name: "string",
  namespace: "string",
  ownerReferences: "[]v1.OwnerReference",
  resourceVersion: "string",
  selfLink: "string",
  uid: "types.UID",
};

/**
 * What kubectl says to an object whose metadata is of wrong types; undefined when it is fine.
 * Mirrors: metadataValidatingDecoder, k8s.io/cli-runtime/pkg/resource v0.37.0
 */
export function checkMetadata(object: JsonObject, namesEmbeddedTypes: boolean): string | undefined {
  const typeMeta = namesEmbeddedTypes ? "metadataOnlyObject.TypeMeta" : "metadataOnlyObject";
  for (const key of Object.keys(object).sort(compareBytes)) {
    const value = object[key];
    if ((key === "apiVersion" || key === "kind") && value !== null && typeof value !== "string") {
      return mismatch(value, `${typeMeta}.${key}`, "string");
    }
    if (key !== "metadata" || value === null) continue;
    if (!isObject(value)) return mismatch(value, "metadataOnlyObject.metadata", "v1.ObjectMeta");
    const problem = checkFields(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkFields(metadata: JsonObject): string | undefined {
  for (const key of Object.keys(metadata).sort(compareBytes)) {
    const type = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
    const value = metadata[key];
    if (type === undefined || value === null || value === undefined) continue;
    const problem = checkType(value, `ObjectMeta.metadata.${key}`, type);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkType(value: JsonValue, field: string, type: string): string | undefined {
  switch (type) {
    case "string":
    case "types.UID":
      return typeof value === "string" ? undefined : mismatch(value, field, type);
    case "int64":
      if (typeof value === "number" && !Number.isInteger(value)) return mismatch(value, field, type, ` ${value}`);
      return typeof value === "number" || typeof value === "bigint" ? undefined : mismatch(value, field, type);
    case "map[string]string":
      return isObject(value) ? checkItems(Object.values(value), field) : mismatch(value, field, type);
    case "[]string":
      return Array.isArray(value) ? checkItems(value, field) : mismatch(value, field, type);
    case "time":
      return checkTime(value);
    default:
      return Array.isArray(value) ? undefined : mismatch(value, field, type);
  }
}

function checkItems(items: readonly JsonValue[], field: string): string | undefined {
  const wrong = items.find((item) => item !== null && typeof item !== "string");
  return wrong === undefined ? undefined : mismatch(wrong, field, "string");
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/;

function checkTime(value: JsonValue): string | undefined {
  if (typeof value !== "string") return `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`;
  if (TIME.test(value)) return undefined;
  return `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(value)} as "2006"`;
}

function mismatch(value: JsonValue | undefined, field: string, type: string, shown = ""): string {
  return `json: cannot unmarshal ${jsonKind(value)}${shown} into Go struct field ${field} of type ${type}`;
}

/** Go's word for the kind of a JSON value. */
export function jsonKind(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "number";
}
