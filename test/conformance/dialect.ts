import { isUtf8 } from "node:buffer";
import { firstBadByte, utf8Problem } from "../../src/io/decode-text.ts";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import { encodeJson } from "../../src/model/encode-json.ts";
import type { JsonValue } from "../../src/model/json.ts";
import { readStream } from "../../src/parse/document-stream.ts";
import { difference } from "./difference.ts";
import { compareReading, type ManifestExpectation } from "./manifest.ts";

export interface DialectRecord {
  readonly id: string;
  readonly text?: string;
  readonly base64?: string;
  readonly expect: readonly {
    readonly versions: readonly string[];
    readonly json?: readonly JsonValue[];
    readonly error?: string;
    readonly server: Omit<ManifestExpectation, "versions">;
  }[];
}

/** The documents of the stream reader, its error, and what the server says to the file as a manifest. */
export function compareDialect(record: DialectRecord, versionName: string): string | undefined {
  const found = lookUp(record, versionName);
  if (!found) return `version ${versionName} is not known here`;
  const { expected, version } = found;
  return (
    compareStream(record, versionName) ??
    compareReading(textOf(record), { ...expected.server, versions: expected.versions }, version)
  );
}

function lookUp(record: DialectRecord, versionName: string) {
  const expected = record.expect.find(({ versions }) => versions.includes(versionName));
  const version = VERSIONS.find(({ name }) => name === versionName);
  return expected && version ? { expected, version } : undefined;
}

function textOf({ text, base64 }: DialectRecord): string {
  return text ?? Buffer.from(base64 ?? "", "base64").toString("utf8");
}

/** The documents of the stream reader, or its error. */
export function compareStream(record: DialectRecord, versionName: string): string | undefined {
  const found = lookUp(record, versionName);
  if (!found) return `version ${versionName} is not known here`;
  const { expected, version } = found;
  const bad = badBytes(record);
  const wanted = { json: expected.json ?? [], error: expected.error ?? "" };
  if (bad !== undefined) return difference(wanted, { json: [], error: `error converting YAML to JSON: yaml: ${bad}` });
  const stream = readStream(textOf(record).replaceAll("\r\n", "\n"), version.behaviour);
  const got = {
    json: stream.documents.map(({ value }, index) => shown(value, expected.json?.[index])),
    error: stream.problem?.message ?? "",
  };
  return difference(wanted, got);
}

/** What the YAML reader says of a text that is no UTF-8; the program names it before it reads any YAML. */
function badBytes({ base64 }: DialectRecord): string | undefined {
  const bytes = Buffer.from(base64 ?? "", "base64");
  return base64 === undefined || isUtf8(bytes) ? undefined : utf8Problem(bytes, firstBadByte(bytes));
}

/** Long documents are recorded by the length of their JSON in bytes. */
function shown(value: JsonValue, wanted: JsonValue | undefined): JsonValue {
  if (value === null) return "<empty>";
  if (typeof wanted !== "string" || !/^<\d+ bytes of JSON>$/.test(wanted)) return value;
  return `<${Buffer.byteLength(encodeJson(value))} bytes of JSON>`;
}
