import type { Severity } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { nearestOf } from "../model/nearest.ts";
import type { IgnoreEntry } from "./lint-options.ts";
import { findRule, nearestRule } from "./registry.ts";

/** What `.sts-plan.yaml` may say; the command line wins over it. */
export interface LintConfig {
  readonly kubernetesVersion?: string;
  readonly featureGates: Readonly<Record<string, boolean>>;
  readonly clusterDomain?: string;
  readonly namespace?: string;
  readonly strict: boolean;
  readonly failOn?: Severity | "never";
  readonly maxWarnings?: number;
  /** By rule id. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly ignore: readonly IgnoreEntry[];
}

export const NO_CONFIG: LintConfig = { featureGates: {}, strict: false, rules: {}, ignore: [] };

const FIELDS = [
  "kubernetesVersion",
  "featureGates",
  "clusterDomain",
  "namespace",
  "strict",
  "failOn",
  "maxWarnings",
  "rules",
  "ignore",
];
const IGNORE_FIELDS = ["rules", "paths", "objects", "reason"];
const SEVERITIES = ["error", "warning", "info"];

/** Reads the parsed config file. Throws `UsageError` for anything that it does not know or that has the wrong type. */
export function decodeConfig(value: JsonValue | undefined, file: string): LintConfig {
  if (value === undefined || value === null) return NO_CONFIG;
  const config = objectOf(value, file, "the file");
  checkFields(config, FIELDS, file, "");
  const optional = {
    kubernetesVersion: versionOf(config.kubernetesVersion, file),
    clusterDomain: textOf(config.clusterDomain, file, "clusterDomain"),
    namespace: textOf(config.namespace, file, "namespace"),
    failOn: choiceOf(config.failOn, [...SEVERITIES, "never"], file, "failOn") as Severity | "never" | undefined,
    maxWarnings: countOf(config.maxWarnings, file, "maxWarnings"),
  };
  return {
    ...withoutUndefined(optional),
    featureGates: gatesOf(config.featureGates, file),
    strict: switchOf(config.strict, file, "strict"),
    rules: severitiesOf(config.rules, file),
    ignore: ignoresOf(config.ignore, file),
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function severitiesOf(value: JsonValue | undefined, file: string): Readonly<Record<string, Severity | "off">> {
  if (value === undefined) return {};
  const severities: Record<string, Severity | "off"> = {};
  for (const [name, entry] of Object.entries(objectOf(value, file, "rules"))) {
    // YAML reads a bare `off` as false.
    const choice = entry === false ? "off" : choiceOf(entry, [...SEVERITIES, "off"], file, `rules.${name}`);
    severities[ruleId(name, file)] = choice as Severity | "off";
  }
  return severities;
}

function ignoresOf(value: JsonValue | undefined, file: string): IgnoreEntry[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrongType(file, "ignore", "a list");
  return value.map((entry, index) => {
    const at = `ignore[${index}]`;
    const fields = objectOf(entry, file, at);
    checkFields(fields, IGNORE_FIELDS, file, `${at}.`);
    const reason = textOf(fields.reason, file, `${at}.reason`);
    if (reason === undefined) throw new UsageError(`${file}: ${at} gives no reason.`, "add reason: …");
    return {
      rules: textsOf(fields.rules, file, `${at}.rules`).map((name) => (isForeign(name) ? name : ruleId(name, file))),
      paths: textsOf(fields.paths, file, `${at}.paths`),
      objects: textsOf(fields.objects, file, `${at}.objects`),
      reason,
    };
  });
}

/** The API server's and the YAML reader's words can be ignored too. */
function isForeign(name: string): boolean {
  return name === "API" || name === "YAML";
}

function ruleId(name: string, file: string): string {
  const rule = findRule(name);
  if (rule) return rule.id;
  const nearest = nearestRule(name);
  throw new UsageError(
    `${file}: there is no rule ${JSON.stringify(name)}.`,
    nearest ? `did you mean ${nearest}?` : "`sts-plan rules` lists them",
  );
}

function gatesOf(value: JsonValue | undefined, file: string): Readonly<Record<string, boolean>> {
  if (value === undefined) return {};
  const gates: Record<string, boolean> = {};
  for (const [name, entry] of Object.entries(objectOf(value, file, "featureGates"))) {
    gates[name] = switchOf(entry, file, `featureGates.${name}`);
  }
  return gates;
}

/** YAML reads an unquoted 1.30 as the number 1.3, so only the text says what is meant. */
function versionOf(value: JsonValue | undefined, file: string): string | undefined {
  if (typeof value !== "number") return textOf(value, file, "kubernetesVersion");
  throw new UsageError(`${file}: kubernetesVersion is a number.`, `put it in quotes: "1.36"`);
}

function checkFields(object: JsonObject, known: readonly string[], file: string, prefix: string): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const nearest = nearestOf(key, known);
    throw new UsageError(
      `${file}: ${prefix}${key} is not known.`,
      nearest ? `did you mean ${nearest}?` : `known are ${known.join(", ")}`,
    );
  }
}

function objectOf(value: JsonValue, file: string, at: string): JsonObject {
  if (!isObject(value)) throw wrongType(file, at, "a mapping");
  return value;
}

function textOf(value: JsonValue | undefined, file: string, at: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw wrongType(file, at, "a text");
}

function textsOf(value: JsonValue | undefined, file: string, at: string): string[] {
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.map((entry, index) => textOf(entry, file, `${at}[${index}]`) ?? "");
  throw wrongType(file, at, "a list of texts");
}

function switchOf(value: JsonValue | undefined, file: string, at: string): boolean {
  if (value === undefined) return false;
  if (typeof value === "boolean") return value;
  throw wrongType(file, at, "true or false");
}

function countOf(value: JsonValue | undefined, file: string, at: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw wrongType(file, at, "a number of 0 or more");
}

function choiceOf(
  value: JsonValue | undefined,
  choices: readonly string[],
  file: string,
  at: string,
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && choices.includes(value)) return value;
  throw wrongType(file, at, `one of ${choices.join(", ")}`);
}

function wrongType(file: string, at: string, wanted: string): UsageError {
  return new UsageError(`${file}: ${at} must be ${wanted}.`);
}
