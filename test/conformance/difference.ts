import { encodeJson } from "../../src/model/encode-json.ts";
import { readJson } from "../../src/model/go-json.ts";
import { isObject, type JsonValue } from "../../src/model/json.ts";

/** The first place where two values differ, with both sides; undefined when they are equal. Key order does not count. */
export function difference(wanted: unknown, got: unknown, path = ""): string | undefined {
  if (Object.is(wanted, got) || isSameNumber(wanted, got)) return undefined;
  if (Array.isArray(wanted) && Array.isArray(got)) return listDifference(wanted, got, path);
  if (isObject(wanted) && isObject(got)) return objectDifference(wanted, got, path);
  if (typeof wanted === "string" && typeof got === "string" && withoutAddresses(wanted) === withoutAddresses(got))
    return undefined;
  return `${path || "(all)"}\n    expected ${show(wanted)}\n    got      ${show(got)}`;
}

/** Go syntax shows where a pointer points to in the memory of the process that made the record. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/\(0x[0-9a-f]+\)/g, "(0x…)");
}

/** A float and an integer that are written alike: JSON knows one kind of number. */
function isSameNumber(a: unknown, b: unknown): boolean {
  const isNumber = (value: unknown) => typeof value === "number" || typeof value === "bigint";
  return isNumber(a) && isNumber(b) && Number(a) === Number(b) && (typeof a === "number" || typeof b === "number");
}

function listDifference(wanted: readonly unknown[], got: readonly unknown[], path: string): string | undefined {
  for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
    const found = difference(wanted[i], got[i], `${path}[${i}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectDifference(
  wanted: Record<string, unknown>,
  got: Record<string, unknown>,
  path: string,
): string | undefined {
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    // The server's clock is not ours.
    if (key === "lastTransitionTime" && got[key] === null) continue;
    const found = difference(wanted[key], got[key], path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = encodeJson(value as JsonValue);
  return text.length > 1500 ? `${text.slice(0, 1500)} …` : text;
}

/** A line of a recording, with integers beyond ±2^53 exact; lone surrogates only where there are none such. */
export function parseRecord(line: string): unknown {
  return replaceLoneSurrogates(/\d{16}/.test(line) ? readJson(line, 0).value : JSON.parse(line));
}

/** Go's decoder puts U+FFFD for them, the recording holds them as they were written. */
function replaceLoneSurrogates(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/\p{Cs}/gu, "\ufffd");
  if (Array.isArray(value)) return value.map(replaceLoneSurrogates);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceLoneSurrogates(inner)]));
}
