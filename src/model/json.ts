/**
 * JSON values as Kubernetes' readers hand them on. An integer that a JavaScript number cannot hold exactly
 * (beyond ±2^53) is a `bigint`; every other number is a `number`.
 */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for a JSON object (not for null, not for an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
