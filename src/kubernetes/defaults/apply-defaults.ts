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
export function applyDefaults(type: StructType, value: JsonObject, version: KubernetesVersion): JsonObject {
  const copy = { ...value };
  const { own, inner } = planOf(type);
  own?.(copy, version);
  for (const field of inner) {
    const given = copy[field.name];
    const filled = fill(field.type, given, version);
    if (filled !== given && filled !== undefined) copy[field.name] = filled;
  }
  return copy;
}

type StructType = Extract<ApiType, { kind: "struct" }>;

/** What there is to do for a struct: its own defaults, and its fields below which there may be some. */
interface Plan {
  readonly own: DefaultFunction | undefined;
  readonly inner: readonly { readonly name: string; readonly type: ApiType }[];
}

const planByType = new WeakMap<StructType, Plan>();

function planOf(type: StructType): Plan {
  const known = planByType.get(type);
  if (known !== undefined) return known;
  const fields = [...type.fields.values()].map((field) => ({ name: field.name, type: field.type }));
  const plan = { own: lookUp(type.name), inner: fields.filter((field) => mayBeFilled(field.type)) };
  planByType.set(type, plan);
  return plan;
}

/** False where `fill` would give back what it gets. */
function mayBeFilled(type: ApiType): boolean {
  switch (type.kind) {
    case "pointer":
      return mayBeFilled(type.of);
    case "named":
      return type.name === RESOURCE_LIST || mayBeFilled(type.of);
    case "struct":
      return true;
    case "list":
      return isComposite(type.of);
    default:
      return false;
  }
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
      return type.name === RESOURCE_LIST && isObject(value) ? roundedResources(value) : fill(type.of, value, version);
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

const RESOURCE_LIST = "v1.ResourceList";
const MILLI = -3;

function roundedResources(resources: JsonObject): JsonObject {
  const rounded: JsonObject = {};
  for (const [name, amount] of Object.entries(resources)) {
    const quantity = typeof amount === "string" ? parseQuantity(amount) : "";
    rounded[name] = typeof quantity === "string" ? amount : formatQuantity(roundQuantity(quantity, MILLI));
  }
  return rounded;
}
