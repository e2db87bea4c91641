import { API_TYPES } from "./generated/api-types.ts";

/** A field of an API struct, as the JSON decoder of one version sees it. */
export interface ApiField {
  readonly name: string;
  readonly goName: string;
  readonly type: ApiType;
  readonly omitEmpty: boolean;
  readonly omitZero: boolean;
  /** Names of the Go structs that are embedded on the way to it. */
  readonly embedded: readonly string[];
  /** `merge`, `replace`, `retainKeys`, or two of them. */
  readonly patchStrategies: readonly string[];
  readonly patchMergeKey: string;
}

export type ApiType =
  | { readonly kind: "basic"; readonly name: "string" | "bool" | "int32" | "int64" | "float64" | "uint8" | "int" }
  /** A string, number … under a name of its own: `v1.Protocol`. */
  | { readonly kind: "named"; readonly name: string; readonly of: ApiType }
  | { readonly kind: "pointer"; readonly of: ApiType }
  | { readonly kind: "list"; readonly of: ApiType }
  | { readonly kind: "map"; readonly of: ApiType; readonly keyName: string }
  | { readonly kind: "struct"; readonly name: string; readonly fields: ReadonlyMap<string, ApiField> }
  /** Types with a JSON form of their own. */
  | { readonly kind: "quantity" | "int-or-string" | "time" | "micro-time" | "raw"; readonly name: string };

const SPECIAL: Readonly<Record<string, "quantity" | "int-or-string" | "time" | "micro-time" | "raw">> = {
  "api/resource.Quantity": "quantity",
  "util/intstr.IntOrString": "int-or-string",
  "meta/v1.Time": "time",
  "meta/v1.MicroTime": "micro-time",
  "runtime.RawExtension": "raw",
  "meta/v1.FieldsV1": "raw",
};

const BASIC = new Set(["string", "bool", "int32", "int64", "float64", "uint8", "int"]);

/** The types of one minor version; each is read from the generated table when it is first asked for. */
export interface ApiTypes {
  readonly minor: number;
  /** The type under its name in the table: `apps/v1.StatefulSet`. */
  named(name: string): ApiType;
}

const TYPES_BY_MINOR = new Map<number, ApiTypes>();

/** Types of the version with this minor: 37 for 1.37. */
export function apiTypes(minor: number): ApiTypes {
  let types = TYPES_BY_MINOR.get(minor);
  if (!types) {
    types = makeTypes(minor, API_TYPES);
    TYPES_BY_MINOR.set(minor, types);
  }
  return types;
}

/** The types that a table holds for one minor version. */
export function makeTypes(minor: number, table: Readonly<Record<string, string>>): ApiTypes {
  const known = new Map<string, ApiType>();
  const named = (name: string): ApiType => {
    const found = known.get(name);
    if (found) return found;
    const text = table[name];
    if (text === undefined) return { kind: "raw", name: displayName(name) };
    const made = text.startsWith("=") ? namedType(name, text.slice(1)) : structType(name, text);
    known.set(name, made);
    return made;
  };
  const namedType = (name: string, of: string): ApiType => {
    const special = SPECIAL[name];
    return special
      ? { kind: special, name: displayName(name) }
      : { kind: "named", name: displayName(name), of: read(of) };
  };
  const structType = (name: string, text: string): ApiType => {
    const fields = new Map<string, ApiField>();
    const struct: ApiType = { kind: "struct", name: displayName(name), fields };
    known.set(name, struct);
    for (const entry of text.split("|")) addField(fields, entry);
    return struct;
  };
  const addField = (fields: Map<string, ApiField>, entry: string): void => {
    const [name = "", type = "", flags = "", go = "", range = "", strategy = "", patchMergeKey = ""] = entry.split(";");
    if (!isInRange(minor, range)) return;
    const goName = go || name.charAt(0).toUpperCase() + name.slice(1);
    if (!flags.includes("i")) {
      const facts = {
        name,
        goName,
        omitEmpty: flags.includes("o"),
        omitZero: flags.includes("z"),
        embedded: [],
        patchStrategies: strategy === "" ? [] : strategy.split(","),
        patchMergeKey,
      };
      fields.set(
        name,
        lazyField(facts, () => read(type)),
      );
      return;
    }
    const inner = read(type);
    if (inner.kind !== "struct") return;
    for (const field of inner.fields.values()) {
      const facts = { ...withoutType(field), embedded: [goName, ...field.embedded] };
      fields.set(
        field.name,
        lazyField(facts, () => field.type),
      );
    }
  };
  const read = (text: string): ApiType => {
    if (text.startsWith("*")) return lazyType("pointer", () => read(text.slice(1)));
    if (text.startsWith("[]")) return lazyType("list", () => read(text.slice(2)));
    if (text.startsWith("map[")) {
      const close = text.indexOf("]");
      return { kind: "map", of: read(text.slice(close + 1)), keyName: displayName(text.slice(4, close)) };
    }
    return isBasic(text) ? { kind: "basic", name: text } : named(text);
  };
  return { minor, named };
}

/** Types are read when somebody asks: a manifest touches a few dozen of some six hundred. */
function lazyField(facts: Omit<ApiField, "type">, readType: () => ApiType): ApiField {
  let type: ApiType | undefined;
  return {
    ...facts,
    get type() {
      type ??= readType();
      return type;
    },
  };
}

function lazyType(kind: "pointer" | "list", readType: () => ApiType): ApiType {
  let type: ApiType | undefined;
  return {
    kind,
    get of() {
      type ??= readType();
      return type;
    },
  };
}

/** A plain spread would read the type. */
function withoutType(field: ApiField): Omit<ApiField, "type"> {
  const { name, goName, omitEmpty, omitZero, embedded, patchStrategies, patchMergeKey } = field;
  return { name, goName, omitEmpty, omitZero, embedded, patchStrategies, patchMergeKey };
}

function isBasic(text: string): text is Extract<ApiType, { kind: "basic" }>["name"] {
  return BASIC.has(text);
}

function isInRange(minor: number, range: string): boolean {
  if (range === "") return true;
  const [from = "", to = ""] = range.split("-");
  return (from === "" || minor >= Number(from)) && (to === "" || minor <= Number(to));
}

/** `core/v1.Container` as Go prints it: `v1.Container`. */
function displayName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** As Go's reflect prints a type: `[]v1.Container`, `map[string]string`. Pointers are looked through. */
export function typeName(type: ApiType): string {
  switch (type.kind) {
    case "pointer":
      return typeName(type.of);
    case "list":
      return `[]${goTypeName(type.of)}`;
    case "map":
      return `map[${type.keyName}]${goTypeName(type.of)}`;
    default:
      return type.name;
  }
}

function goTypeName(type: ApiType): string {
  return type.kind === "pointer" ? `*${goTypeName(type.of)}` : typeName(type);
}

const OBJECTS: Readonly<Record<string, string>> = {
  "apps/v1 StatefulSet": "apps/v1.StatefulSet",
  "v1 Service": "core/v1.Service",
  "v1 PersistentVolumeClaim": "core/v1.PersistentVolumeClaim",
  "v1 PersistentVolume": "core/v1.PersistentVolume",
  "v1 Pod": "core/v1.Pod",
  "policy/v1 PodDisruptionBudget": "policy/v1.PodDisruptionBudget",
  "autoscaling/v1 HorizontalPodAutoscaler": "autoscaling/v1.HorizontalPodAutoscaler",
  "autoscaling/v2 HorizontalPodAutoscaler": "autoscaling/v2.HorizontalPodAutoscaler",
  "storage.k8s.io/v1 StorageClass": "storage/v1.StorageClass",
};

/** The type of an object such as `apps/v1 StatefulSet`; undefined for kinds whose types are not recorded. */
export function objectType(types: ApiTypes, gvk: string): Extract<ApiType, { kind: "struct" }> | undefined {
  const name = Object.hasOwn(OBJECTS, gvk) ? OBJECTS[gvk] : undefined;
  const type = name === undefined ? undefined : types.named(name);
  return type?.kind === "struct" ? type : undefined;
}
