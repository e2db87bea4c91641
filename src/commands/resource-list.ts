import type { Diagnostic } from "../model/diagnostic.ts";
import { parseFieldPath } from "../model/field-path.ts";
import type { InputObject } from "../model/inventory.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";

/** A finding as KRM functions report it (functions-spec, `config.kubernetes.io/v1`). */
export function toResult(diagnostic: Diagnostic, object: InputObject | undefined): JsonObject {
  const { message, help, severity, rule, name, path, cause } = diagnostic;
  const result: JsonObject = {
    message: help === null ? message : `${message} ${help}`,
    severity,
    tags: { rule, name },
  };
  if (cause !== undefined) result.tags = { rule, name, causeType: cause.type, causeField: cause.field };
  if (object === undefined) return result;
  const { manifest } = object;
  result.resourceRef = withoutEmpty({
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    namespace: manifest.namespace,
    name: manifest.name,
  });
  if (path !== "") result.field = fieldOf(path, manifest.value);
  const file = fileOf(manifest.value);
  if (file !== undefined) result.file = file;
  return result;
}

/** The value beside the path, unless it may hold more than belongs into a report: texts of env, args and data. */
function fieldOf(path: string, value: JsonObject): JsonObject {
  const current = valueAt(value, ...parseFieldPath(path));
  const isPlain = typeof current === "string" || typeof current === "number" || typeof current === "boolean";
  return isPlain && !/\b(?:env|args|command|data)\b/.test(path) ? { path, currentValue: current } : { path };
}

/** Where the orchestrator read the object from. */
function fileOf(value: JsonObject): JsonObject | undefined {
  const annotations = textMapAt(value, "metadata", "annotations");
  const read = (name: string) =>
    annotations[`internal.config.kubernetes.io/${name}`] ?? annotations[`config.kubernetes.io/${name}`];
  const path = read("path");
  if (path === undefined) return undefined;
  const index = Number(read("index") ?? "0");
  return { path, index: Number.isInteger(index) ? index : 0 };
}

function withoutEmpty(fields: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

/** Options of the function: the `data` of a ConfigMap, or the `spec` of any other kind. */
export function functionOptions(list: JsonObject): JsonObject {
  const config = objectAt(list, "functionConfig");
  return textAt(config, "kind") === "ConfigMap" ? objectAt(config, "data") : objectAt(config, "spec");
}

/** The ResourceList with these results, everything else byte for byte as it came. */
export function withResults(text: string, results: readonly JsonValue[]): string {
  return /^\s*\{/.test(text) ? withResultsInJson(text, results) : withResultsInYaml(text, results);
}

function withResultsInJson(text: string, results: readonly JsonValue[]): string {
  const list: unknown = JSON.parse(text);
  if (!isObject(list)) return text;
  return `${JSON.stringify({ ...list, results: [...results] }, undefined, 2)}\n`;
}

function withResultsInYaml(text: string, results: readonly JsonValue[]): string {
  const kept: string[] = [];
  let isOld = false;
  for (const line of text.replace(/\r?\n$/, "").split("\n")) {
    if (/^results\s*:/.test(line)) isOld = true;
    else if (isOld && /^[^\s#-]/.test(line)) isOld = false;
    if (!isOld) kept.push(line);
  }
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const own = results.length === 0 ? [] : ["results:", ...results.map((result) => `- ${JSON.stringify(result)}`)];
  return [...kept.map((line) => line.replace(/\r$/, "")), ...own, ""].join(lineBreak);
}
