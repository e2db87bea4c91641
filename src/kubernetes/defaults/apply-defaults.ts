import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { formatQuantity, parseQuantity, roundQuantity } from "../../model/quantity.ts";
import type { ApiType } from "../../schema/api-type.ts";
import type { KubernetesVersion } from "../versions/version.ts";
import { CORE_DEFAULTS } from "./core.ts";
import { WORKLOAD_DEFAULTS } from "./workloads.ts";

/** Fills in one struct, in place; it is a copy already. Fields below it are filled in afterwards. */
export type DefaultFunction = (value: JsonObject, version: KubernetesVersion) => void;

/** By the Go name of the type. */
export type DefaultTable = Readonly<Record<string, DefaultFunction>>;

/**
 * A copy of the object with the server's defaults: from the outermost struct inwards, in the order of the fields.
 * Mirrors: the generated SetObjectDefaults functions, k8s.io/kubernetes/pkg/apis v1.37.0
 */
export function applyDefaults(
  type: Extract<ApiType, { kind: "struct" }>,
  value: JsonObject,
  version: KubernetesVersion,
): JsonObject {
  const copy = { ...value };
  lookUp(type.name)?.(copy, version);
  for (const field of type.fields.values()) {
    const inner = copy[field.name];
    const filled = fill(field.type, inner, version);
    if (filled !== inner && filled !== undefined) copy[field.name] = filled;
  }
  return copy;
}

function lookUp(name: string): DefaultFunction | undefined {
  if (Object.hasOwn(CORE_DEFAULTS, name)) return CORE_DEFAULTS[name];
  return Object.hasOwn(WORKLOAD_DEFAULTS, name) ? WORKLOAD_DEFAULTS[name] : undefined;
}

/** A struct that is no pointer gets its defaults even when nothing was written. */
function fill(type: ApiType, value: JsonValue | undefined, version: KubernetesVersion): JsonValue | undefined {
  switch (type.kind) {
    case "pointer":
      return value === undefined || value === null ? value : fill(type.of, value, version);
    case "named":
      return type.name === "v1.ResourceList" && isObject(value)
        ? roundedResources(value)
        : fill(type.of, value, version);
    case "struct":
      return applyDefaults(type, isObject(value) ? value : {}, version);
    case "list":
      return Array.isArray(value) && isComposite(type.of)
        ? value.map((item) => fill(type.of, item, version) ?? null)
        : value;
    default:
      return value;
  }
}

function isComposite(type: ApiType): boolean {
  return type.kind === "struct" || (type.kind === "pointer" && type.of.kind === "struct");
}

const MILLI = -3;

function roundedResources(resources: JsonObject): JsonObject {
  const rounded: JsonObject = {};
  for (const [name, amount] of Object.entries(resources)) {
    const quantity = typeof amount === "string" ? parseQuantity(amount) : "";
    rounded[name] = typeof quantity === "string" ? amount : formatQuantity(roundQuantity(quantity, MILLI));
  }
  return rounded;
}
