import { JsonProblem, readJson } from "../../model/go-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/** Fields of a toleration as Go calls them, and their types. */
const FIELDS: Readonly<Record<string, string>> = {
  Key: "string",
  Operator: "core.TolerationOperator",
  Value: "string",
  Effect: "core.TaintEffect",
  TolerationSeconds: "int64",
};

/**
 * Tolerations out of an annotation, or the error of Go's JSON reader, which takes keys in any case.
 * Mirrors: GetTolerationsFromPodAnnotations, k8s.io/kubernetes/pkg/apis/core/helper v1.37.0
 */
export function readTolerations(text: string): JsonObject[] | string {
  const value = parse(text);
  if (typeof value === "string") return value;
  const problems: string[] = [];
  if (value.json !== null && !Array.isArray(value.json))
    problems.push(mismatch(value.json, "value", "[]core.Toleration"));
  const items = Array.isArray(value.json) ? value.json : [];
  const tolerations = items.map((item) => readToleration(item, problems));
  return problems[0] ?? tolerations;
}

function parse(text: string): { readonly json: JsonValue } | string {
  try {
    // Go's reader takes the end for a blank, which shows in the error for half a word.
    const { value, end } = readJson(`${text} `, 0);
    const rest = text.slice(end).trimStart();
    if (rest === "") return { json: value };
    return `invalid character ${quoteChar(rest.charAt(0))} after top-level value`;
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return error.isEnd ? "unexpected end of JSON input" : error.message;
  }
}

function quoteChar(char: string): string {
  return char === "'" ? "'\\''" : `'${char}'`;
}

function readToleration(item: JsonValue, problems: string[]): JsonObject {
  const toleration: JsonObject = {};
  if (item === null) return toleration;
  if (!isObject(item)) {
    problems.push(mismatch(item, "value", "core.Toleration"));
    return toleration;
  }
  for (const [key, value] of Object.entries(item)) {
    const name = Object.keys(FIELDS).find((field) => field.toLowerCase() === key.toLowerCase());
    if (name === undefined || value === null) continue;
    const problem = fieldProblem(name, value);
    if (problem === undefined) toleration[name.charAt(0).toLowerCase() + name.slice(1)] = value;
    else problems.push(problem);
  }
  return toleration;
}

function fieldProblem(name: string, value: JsonValue): string | undefined {
  const type = FIELDS[name] ?? "string";
  const place = `struct field Toleration.${name}`;
  if (type !== "int64") return typeof value === "string" ? undefined : mismatch(value, place, type);
  if (typeof value !== "number" && typeof value !== "bigint") return mismatch(value, place, type);
  const isWhole = typeof value === "bigint" ? BigInt.asIntN(64, value) === value : Number.isInteger(value);
  return isWhole ? undefined : `json: cannot unmarshal number ${value} into Go ${place} of type ${type}`;
}

function mismatch(value: JsonValue, place: string, type: string): string {
  return `json: cannot unmarshal ${wordFor(value)} into Go ${place} of type ${type}`;
}

function wordFor(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" ? "number" : typeof value;
}
