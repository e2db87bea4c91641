import type { ApiCause, Diagnostic, Severity } from "../model/diagnostic.ts";
import type { FieldError, FieldErrorType } from "../model/field-error.ts";
import { type FieldPath, formatFieldPath, parseFieldPath } from "../model/field-path.ts";
import { isObject, type JsonValue } from "../model/json.ts";
import { valueAt } from "../model/json-read.ts";
import type { LocateTarget, Manifest } from "../model/manifest.ts";
import type { Decoding, UnknownField } from "../schema/decode-object.ts";
import { refusalHelp } from "./refusal-help.ts";
import { suggestField } from "./suggest-field.ts";

const NAMES: Readonly<Record<FieldErrorType, string>> = {
  FieldValueRequired: "value-required",
  FieldValueInvalid: "value-invalid",
  FieldValueNotSupported: "value-not-supported",
  FieldValueForbidden: "value-forbidden",
  FieldValueDuplicate: "value-duplicate",
  FieldValueNotFound: "value-not-found",
  FieldValueTooLong: "value-too-long",
  FieldValueTooMany: "value-too-many",
  FieldValueTypeInvalid: "value-type-invalid",
  InternalError: "internal-error",
};

/** The decoder's refusal, each misspelt field with its place and the field that may be meant. */
export function decodeFindings(manifest: Manifest, namespace: string, decoding: Decoding): Diagnostic[] {
  const { strict, unknown, error } = decoding;
  if (strict.length > 0)
    return strict.map((message, index) => strictFinding(manifest, namespace, message, unknown[index]));
  if (error === undefined) return [];
  const at = mistypedPath(manifest.value, error);
  const help = sizeHelp(valueAt(manifest.value, ...at)) ?? wrongTypeHelp(error);
  const cause = { type: "BadRequest", field: formatFieldPath(at), detail: error };
  return [
    finding(manifest, namespace, { name: "wrong-type", message: error, at, target: "value", help, cause }),
    ...unknown.map((field) => {
      const message = `unknown field "${formatFieldPath(field.at)}"`;
      return strictFinding(manifest, namespace, message, field);
    }),
  ];
}

/** `10GB` is what people write and no quantity. */
function sizeHelp(value: JsonValue | undefined): string | undefined {
  const [, amount = "", unit = ""] = /^([\d.]+)\s*([KMGTPE])i?B$/i.exec(typeof value === "string" ? value : "") ?? [];
  if (amount === "") return undefined;
  const prefix = unit.toUpperCase();
  const decimal = prefix === "K" ? "k" : prefix;
  return `Quantities have no \`B\`: \`${amount}${prefix}i\` (times 1024), or \`${amount}${decimal}\` (times 1000).`;
}

/** The errors of a 422 answer, each at its field. */
export function refusalFindings(manifest: Manifest, namespace: string, errors: readonly FieldError[]): Diagnostic[] {
  return errors.map((error) => {
    const { type, field, text } = error;
    return finding(manifest, namespace, {
      name: NAMES[type],
      message: `${field}: ${text}`,
      at: parseFieldPath(field),
      target: "value",
      help: refusalHelp(error),
      cause: { type, field, detail: text },
    });
  });
}

/** The `Warning:` lines of the answer. */
export function warningFindings(manifest: Manifest, namespace: string, warnings: readonly string[]): Diagnostic[] {
  return warnings.map((message) => {
    const field = /^([a-z][\w.[\]/-]*): /.exec(message)?.[1] ?? "";
    return finding(manifest, namespace, {
      name: "api-warning",
      message,
      at: parseFieldPath(field),
      target: "value",
      help: "The server takes the object all the same; `kubectl apply` prints this warning.",
      severity: "warning",
      cause: { type: "Warning", field, detail: message },
    });
  });
}

function strictFinding(
  manifest: Manifest,
  namespace: string,
  message: string,
  field: UnknownField | undefined,
): Diagnostic {
  const at = field?.at ?? [];
  const help = field === undefined ? null : suggestField(field);
  const cause = { type: "BadRequest", field: formatFieldPath(at), detail: message };
  return finding(manifest, namespace, { name: "unknown-field", message, at, target: "key", help, cause });
}

interface FindingFacts {
  readonly name: string;
  readonly message: string;
  readonly at: FieldPath;
  readonly target: LocateTarget;
  readonly help: string | null;
  readonly severity?: Severity;
  readonly cause?: ApiCause;
}

function finding(manifest: Manifest, namespace: string, facts: FindingFacts): Diagnostic {
  const { name, message, at, target, help, severity = "error", cause } = facts;
  return {
    rule: "API",
    name,
    source: "api-server",
    severity,
    message,
    help,
    file: manifest.file,
    range: manifest.locate(at, target),
    path: formatFieldPath(at),
    object: `${manifest.kind} ${namespace === "" ? "" : `${namespace}/`}${manifest.name}`,
    related: [],
    ...(cause === undefined ? {} : { cause }),
  };
}

const JSON_TYPES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" || typeof value === "bigint",
  bool: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isObject,
};

/**
 * The decoder names a field without list indexes (`spec.template.spec.containers.image`): the first value at such
 * a place that has the JSON type it complains of.
 */
function mistypedPath(value: JsonValue, error: string): FieldPath {
  const match = /cannot unmarshal (\w+)(?: (\S+))? into Go struct field \w+\.(\S+) of type/.exec(error);
  if (!match) return quantityPath(value, error);
  const [, type = "", literal, field = ""] = match;
  const isMeant = (found: JsonValue): boolean =>
    JSON_TYPES[type]?.(found) === true && (literal === undefined || String(found) === literal);
  const names = field.split(".").filter((name) => !/^[A-Z]/.test(name));
  return findAlong(value, names, [], isMeant) ?? names;
}

function findAlong(
  value: JsonValue,
  names: readonly string[],
  at: FieldPath,
  isMeant: (found: JsonValue) => boolean,
): FieldPath | undefined {
  const [name, ...rest] = names;
  if (name === undefined && isMeant(value)) return at;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = findAlong(item, names, [...at, index], isMeant);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (name !== undefined)
    return value[name] === undefined ? undefined : findAlong(value[name], rest, [...at, name], isMeant);
  for (const [key, entry] of Object.entries(value)) if (isMeant(entry)) return [...at, key];
  return undefined;
}

const QUANTITY = /^[+-]?[0-9.]+([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const QUANTITY_PARENTS: ReadonlySet<string> = new Set(["requests", "limits", "capacity", "sizeLimit", "divisor"]);

/** A bad quantity comes without any place: the first one in a field that holds quantities. */
function quantityPath(value: JsonValue, error: string, at: FieldPath = []): FieldPath {
  if (!error.includes("quantities must match") && !error.includes("unable to parse quantity")) return [];
  return findQuantity(value, at) ?? [];
}

function findQuantity(value: JsonValue, at: FieldPath): FieldPath | undefined {
  const parent = at.at(-2);
  const isQuantity = QUANTITY_PARENTS.has(String(parent)) || QUANTITY_PARENTS.has(String(at.at(-1)));
  if (typeof value === "string") return isQuantity && !QUANTITY.test(value) ? at : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, entry] of entries) {
    const found = findQuantity(entry, [...at, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function wrongTypeHelp(error: string): string | null {
  const [, given = "", wanted = ""] = /cannot unmarshal (\w+)(?: \S+)? into .* of type (\S+)$/.exec(error) ?? [];
  if (given === "")
    return error.includes("quantities must match") ? "A quantity is a number with a unit: `500m`, `1Gi`, `0.5`." : null;
  if (wanted === "string") return "A text is needed; put the value into quotes.";
  if (/^u?int/.test(wanted)) return "A whole number is needed, without quotes.";
  if (wanted === "bool") return "`true` or `false` is needed, without quotes.";
  if (wanted.startsWith("[]")) return "A list is needed: every item on a line of its own, behind `- `.";
  return wanted.startsWith("map[") || /^v\d/.test(wanted) ? "An object is needed: indented `key: value` lines." : null;
}
