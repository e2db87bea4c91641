import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { parseQuantity } from "../../model/quantity.ts";
import { type ApiField, type ApiType, type ApiTypes, makeTypes, typeName } from "../../schema/api-type.ts";
import { API_TYPES } from "../../schema/generated/api-types.ts";
import { INTERNAL_TYPES } from "../../schema/generated/internal-types.ts";

/** Go's `%q`. */
export function quoteGo(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  let quoted = "";
  for (const char of text) quoted += UNPRINTABLE.test(char) ? escapeChar(char) : char.replace(/["\\]/, "\\$&");
  return `"${quoted}"`;
}

const PLAIN = /^[ !#-[\]-~]*$/;
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
/** What stands behind the backslash for the characters 7 to 13. */
const LETTERS = "abtnvfr";

function escapeChar(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const letter = LETTERS[code - 7];
  if (letter !== undefined) return `\\${letter}`;
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

interface Values {
  readonly types: ApiTypes;
  /** The API type whose JSON names the value has, by the name of an internal type. */
  apiTypeOf(name: string): ApiType;
}

const valuesByMinor = new Map<number, Values>();

/** The types that the server holds values in, by minor version; made once. */
function valuesOf(minor: number): Values {
  const known = valuesByMinor.get(minor);
  if (known !== undefined) return known;
  const types = makeTypes(minor, { ...API_TYPES, ...INTERNAL_TYPES });
  const made: Values = {
    types,
    apiTypeOf: (name) =>
      types.named(name.replace(/^internal\/(\w+)\./, "$1/v1.").replace("autoscaling/v1.", "autoscaling/v2.")),
  };
  valuesByMinor.set(minor, made);
  return made;
}

/** A value as the server's JSON encoder shows it (from 1.34 on); `goType` such as `internal/apps.StatefulSetUpdateStrategy`. */
export function goJson(goType: string, value: JsonValue, minor: number): string {
  const values = valuesOf(minor);
  return jsonText(values, readType(values, goType), value);
}

/** … and in Go syntax (up to 1.33). */
export function goSyntaxText(goType: string, value: JsonValue, minor: number): string {
  const values = valuesOf(minor);
  return syntaxText(values, readType(values, goType), value);
}

/** Composite types are given as Go writes them: `map[string]string`, `[]string`, `[]internal/core.Volume`. */
function readType(values: Values, text: string): ApiType {
  if (text.startsWith("[]")) return { kind: "list", of: readType(values, text.slice(2)) };
  if (text.startsWith("*")) return { kind: "pointer", of: readType(values, text.slice(1)) };
  if (text.startsWith("map[")) {
    const close = text.indexOf("]");
    return { kind: "map", of: readType(values, text.slice(close + 1)), keyName: text.slice(4, close) };
  }
  if (text === "string" || text === "bool" || text === "int32" || text === "int64")
    return { kind: "basic", name: text };
  return values.types.named(text);
}

function fieldValue(
  values: Values,
  struct: Extract<ApiType, { kind: "struct" }>,
  field: ApiField,
  value: JsonObject,
): JsonValue | undefined {
  if (field.embedded.includes("ObjectMeta")) return isObject(value.metadata) ? value.metadata[field.name] : undefined;
  if (Object.hasOwn(value, field.name)) return value[field.name];
  const api = values.apiTypeOf(`internal/${struct.name}`);
  if (api.kind !== "struct") return undefined;
  for (const candidate of api.fields.values()) if (candidate.goName === field.goName) return value[candidate.name];
  return undefined;
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one flat case for each kind of type
function jsonText(values: Values, type: ApiType, value: JsonValue | undefined): string {
  switch (type.kind) {
    case "pointer":
      return value === undefined || value === null ? "null" : jsonText(values, type.of, value);
    case "named":
      return jsonText(values, type.of, value);
    case "struct": {
      const object = isObject(value) ? value : {};
      const entries: string[] = [];
      for (const field of type.fields.values()) {
        const inner = fieldValue(values, type, field, object);
        if (field.omitEmpty && isEmpty(inner)) continue;
        entries.push(`${encodeText(field.name)}:${jsonText(values, field.type, inner)}`);
      }
      return `{${entries.join(",")}}`;
    }
    case "list":
      return Array.isArray(value) ? `[${value.map((item) => jsonText(values, type.of, item)).join(",")}]` : "null";
    case "map": {
      if (!isObject(value)) return "null";
      const keys = Object.keys(value).sort();
      return `{${keys.map((key) => `${encodeText(key)}:${jsonText(values, type.of, value[key])}`).join(",")}}`;
    }
    case "basic":
      if (type.name === "string") return encodeText(typeof value === "string" ? value : "");
      return value === undefined || value === null ? zeroText(type.name) : String(value);
    case "int-or-string":
      return typeof value === "string" ? encodeText(value) : String(value ?? 0);
    case "quantity":
      return encodeText(typeof value === "string" ? value : "0");
    default:
      return typeof value === "string" ? encodeText(value) : "null";
  }
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function zeroText(name: string): string {
  return name === "bool" ? "false" : "0";
}

function encodeText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function syntaxText(values: Values, type: ApiType, value: JsonValue | undefined): string {
  switch (type.kind) {
    case "pointer":
      return value === undefined || value === null
        ? `(*${typeName(type.of)})(nil)`
        : `(*${typeName(type.of)})(0xc000000000)`;
    case "named":
      return syntaxText(values, type.of, value);
    case "struct":
      return structSyntax(values, type, isObject(value) ? value : {});
    case "list":
      if (!Array.isArray(value)) return `${typeName(type)}(nil)`;
      return `${typeName(type)}{${value.map((item) => syntaxText(values, type.of, item)).join(", ")}}`;
    case "map":
      return isObject(value) ? mapSyntax(values, type, value) : `${typeName(type)}(nil)`;
    default:
      return leafSyntax(type, value);
  }
}

function leafSyntax(type: ApiType, value: JsonValue | undefined): string {
  const text = typeof value === "string" ? value : "";
  if (type.kind === "int-or-string") return intOrStringSyntax(value);
  if (type.kind === "quantity") return quantitySyntax(text);
  if (type.kind !== "basic") return String(value ?? "");
  if (type.name === "string") return quoteGo(text);
  return value === undefined || value === null ? zeroText(type.name) : String(value);
}

function structSyntax(values: Values, type: Extract<ApiType, { kind: "struct" }>, value: JsonObject): string {
  const entries = [...type.fields.values()].map(
    (field) => `${field.goName}:${syntaxText(values, field.type, fieldValue(values, type, field, value))}`,
  );
  return `${type.name}{${entries.join(", ")}}`;
}

function mapSyntax(values: Values, type: Extract<ApiType, { kind: "map" }>, value: JsonObject): string {
  const keys = Object.keys(value).sort();
  const entries = keys.map((key) => `${quoteGo(key)}:${syntaxText(values, type.of, value[key])}`);
  return `${typeName(type)}{${entries.join(", ")}}`;
}

function intOrStringSyntax(value: JsonValue | undefined): string {
  const text = typeof value === "string" ? value : "";
  const number = typeof value === "number" ? value : 0;
  return `intstr.IntOrString{Type:${typeof value === "string" ? 1 : 0}, IntVal:${number}, StrVal:${quoteGo(text)}}`;
}

const FORMATS = { "decimal-si": "DecimalSI", "binary-si": "BinarySI", "decimal-exponent": "DecimalExponent" };
const MOST_DIGITS = 18;

/** A quantity as it was read; one of many digits is held elsewhere, and shown by its address. */
function quantitySyntax(text: string): string {
  const quantity = parseQuantity(text);
  if (typeof quantity === "string") return quantityFields(0n, 0, "nil", "", "");
  const { digits, exponent } = quantity;
  const format = FORMATS[quantity.format];
  if (String(digits).replace("-", "").length > MOST_DIGITS) return quantityFields(0n, 0, "0xc000000000", "", format);
  return quantityFields(digits, exponent, "nil", text, format);
}

function quantityFields(value: bigint, scale: number, decimal: string, text: string, format: string): string {
  const amounts = `i:resource.int64Amount{value:${value}, scale:${scale}}, d:resource.infDecAmount{Dec:(*inf.Dec)(${decimal})}`;
  return `resource.Quantity{${amounts}, s:${quoteGo(text)}, Format:${quoteGo(format)}}`;
}
