import { LAST_APPLIED } from "../kubernetes/client-apply.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";

/** What the server or a client writes into metadata by itself; it is no intent of the author. */
const SERVER_METADATA = new Set([
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
]);

const SERVER_ANNOTATIONS = new Set([
  LAST_APPLIED,
  "deployment.kubernetes.io/revision",
  "pv.kubernetes.io/bind-completed",
  "pv.kubernetes.io/bound-by-controller",
  "volume.beta.kubernetes.io/storage-provisioner",
  "volume.kubernetes.io/storage-provisioner",
]);

/**
 * The object without what the server adds (status, managedFields, uid …) and, for a Secret, with every value
 * replaced by a mark that is equal only for equal values: no value of a Secret leaves this function.
 */
export function cleanObject(object: JsonObject): JsonObject {
  const clean: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (key === "status") continue;
    clean[key] = key === "metadata" && isObject(value) ? cleanMetadata(value) : value;
  }
  return clean;
}

function cleanMetadata(metadata: JsonObject): JsonObject {
  const clean: JsonObject = {};
  for (const [key, value] of Object.entries(metadata)) {
    if (SERVER_METADATA.has(key)) continue;
    if (key !== "annotations" || !isObject(value)) {
      clean[key] = value;
      continue;
    }
    const own = Object.entries(value).filter(([name]) => !SERVER_ANNOTATIONS.has(name));
    if (own.length > 0) clean[key] = Object.fromEntries(own);
  }
  return clean;
}

const SECRET_FIELDS = ["data", "stringData"];

/** Both sides of a Secret with values replaced: `<set>`, or `<changed>` on the new side where they differ. */
export function maskSecrets(before: JsonObject, after: JsonObject): [JsonObject, JsonObject] {
  const oldValues = secretValues(before);
  const newValues = secretValues(after);
  const masked = (
    object: JsonObject,
    values: Map<string, JsonValue>,
    other: Map<string, JsonValue> | undefined,
  ): JsonObject => {
    const shown: JsonObject = {};
    for (const [key, value] of values) {
      const differs = other?.has(key) === true && other.get(key) !== value;
      shown[key] = differs ? "<changed>" : "<set>";
    }
    const rest = Object.entries(object).filter(([key]) => !SECRET_FIELDS.includes(key));
    return { ...Object.fromEntries(rest), ...(values.size > 0 ? { data: shown } : {}) };
  };
  return [masked(before, oldValues, undefined), masked(after, newValues, oldValues)];
}

/** All values by key; `stringData` is compared with `data` as text after text, never shown. */
function secretValues(secret: JsonObject): Map<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  for (const field of SECRET_FIELDS) {
    const entries = secret[field];
    if (!isObject(entries)) continue;
    for (const [key, value] of Object.entries(entries)) {
      values.set(key, field === "stringData" && typeof value === "string" ? encodeBase64(value) : value);
    }
  }
  return values;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of the UTF-8 bytes of `text`. */
function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    encoded += BASE64.charAt(a >> 2) + BASE64.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    encoded += b === undefined ? "=" : BASE64.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    encoded += c === undefined ? "=" : BASE64.charAt(c & 63);
  }
  return encoded;
}
