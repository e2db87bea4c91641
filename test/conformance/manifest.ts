import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createObject } from "../../src/kubernetes/api-server.ts";
import { revisionData, revisionName } from "../../src/kubernetes/revision.ts";
import { invalidMessage, kubectlInvalidText, refusalReason } from "../../src/kubernetes/status-text.ts";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { FieldError } from "../../src/model/field-error.ts";
import { isObject, type JsonObject } from "../../src/model/json.ts";
import { listAt, textAt } from "../../src/model/json-read.ts";
import type { Manifest } from "../../src/model/manifest.ts";
import { readFile } from "../../src/parse/read-file.ts";
import { decodeObject } from "../../src/schema/decode-object.ts";
import { childrenOfSet } from "./children.ts";
import { difference } from "./difference.ts";

/** A recorded manifest: its text and, per group of versions, what the real code said. */
export interface ManifestRecord {
  readonly id: string;
  readonly path?: string;
  readonly text?: string;
  readonly base64?: string;
  readonly expect: readonly ManifestExpectation[];
}

export interface ManifestExpectation {
  readonly versions: readonly string[];
  readonly error?: string;
  readonly docs: readonly JsonObject[];
}

/** Undefined when everything that the record holds for this version comes out the same. */
export function compareManifest(record: ManifestRecord, versionName: string, corpusRoot: string): string | undefined {
  const expected = record.expect.find(({ versions }) => versions.includes(versionName));
  const version = VERSIONS.find(({ name }) => name === versionName);
  if (!expected || !version) return `version ${versionName} is not known here`;
  return compareReading(textOf(record, corpusRoot), expected, version);
}

/** The same for a text at hand. */
export function compareReading(
  text: string,
  expected: ManifestExpectation,
  version: KubernetesVersion,
): string | undefined {
  const reading = readFile({ name: "manifest.yaml", text }, version.behaviour);
  const wanted = { error: expected.error ?? "", docs: expected.docs };
  const details = new Set(expected.docs.flatMap((doc) => Object.keys(doc)));
  const got = {
    error: isCut(expected.error) ? cut(reading.error ?? "") : (reading.error ?? ""),
    docs: reading.manifests.map((manifest) => answer(manifest, version, expected.docs[manifest.index] ?? {}, details)),
  };
  const counts = reading.manifests.map(({ value }) => claimNames(value).size);
  return difference(withoutClaimOrder(wanted, counts), withoutClaimOrder(got, counts));
}

function claimNames(set: JsonObject): ReadonlySet<string> {
  return new Set(listAt(set, "spec", "volumeClaimTemplates").map((claim) => textAt(claim, "metadata", "name")));
}

interface Answers {
  readonly error: string;
  readonly docs: readonly JsonObject[];
}

/** The server takes the volumes of claim templates from a Go map: of several, any may come first. */
function withoutClaimOrder({ error, docs }: Answers, counts: readonly number[]): Answers {
  const settled = docs.map((doc) => {
    const count = counts[Number(doc.i)] ?? 0;
    if (count < 2 || !isObject(doc.create)) return doc;
    const create = JSON.stringify(doc.create).replaceAll(TEMPLATE_VOLUME, (text, index: string) =>
      Number(index) < count ? "spec.template.spec.volumes[claim]" : text,
    );
    return { ...doc, create: JSON.parse(create) };
  });
  return { error, docs: settled };
}

const TEMPLATE_VOLUME = /spec\.template\.spec\.volumes\[(\d+)\]/g;

function textOf(record: ManifestRecord, corpusRoot: string): string {
  if (record.path !== undefined) return readFileSync(join(corpusRoot, record.path), "utf8");
  return record.text ?? Buffer.from(record.base64 ?? "", "base64").toString("utf8");
}

function isCut(text: string | undefined): boolean {
  return /<cut, \d+ bytes>$/.test(text ?? "");
}

/** Dialect records cut texts over 2,000 bytes. */
function cut(text: string): string {
  const length = Buffer.byteLength(text);
  return length > 2000 ? `${text.slice(0, 1000)}<cut, ${length} bytes>` : text;
}

const SERVED = new Set([
  "apps/v1 StatefulSet",
  "v1 Service",
  "policy/v1 PodDisruptionBudget",
  "autoscaling/v1 HorizontalPodAutoscaler",
  "autoscaling/v2 HorizontalPodAutoscaler",
  "v1 Pod",
  "v1 PersistentVolumeClaim",
]);

function answer(
  manifest: Manifest,
  version: KubernetesVersion,
  wanted: JsonObject,
  details: ReadonlySet<string>,
): JsonObject {
  const gvk = `${manifest.apiVersion} ${manifest.kind}`.trim();
  const head = { i: manifest.index, kind: gvk, ...(manifest.name === "" ? {} : { name: manifest.name }) };
  if (!SERVED.has(gvk)) return { ...head, notServed: true, accepted: false };
  const namespace = manifest.namespace || defaultNamespace(manifest);
  const decoded = decodeObject(manifest.value, version.name);
  const doc: JsonObject = { ...head, ...(namespace === "" ? {} : { namespace }), accepted: false };
  if (decoded.error !== undefined) doc.decode = decoded.error;
  if (decoded.strict.length > 0) doc.strict = [...decoded.strict];
  if (!decoded.object) return doc;
  const { object, errors, warnings } = createObject(decoded.object, version, namespace);
  if (errors.length > 0) doc.create = refusal(gvk, manifest.name, errors);
  if (warnings.length > 0) doc.warnings = [...warnings];
  doc.accepted = decoded.error === undefined && errors.length === 0;
  if (details.has("object") && "object" in wanted) doc.object = object;
  if (gvk === "apps/v1 StatefulSet" && errors.length === 0) addRevision(doc, object, version, wanted);
  return doc;
}

/** kubectl cannot write a namespace into `metadata: null`. */
function defaultNamespace({ value }: Manifest): string {
  return value.metadata === null ? "" : "default";
}

function refusal(gvk: string, name: string, errors: readonly FieldError[]): JsonObject {
  const refused = { gvk, name, source: "manifest.yaml" };
  return {
    message: invalidMessage(refused, errors),
    reason: refusalReason(errors),
    causes: errors.map(({ field, type, text }) => ({ field, type: type === "InternalError" ? "" : type, text })),
    kubectl: kubectlInvalidText(refused, errors),
  };
}

function addRevision(doc: JsonObject, set: JsonObject, version: KubernetesVersion, wanted: JsonObject): void {
  const recorded = wanted.revision;
  if (typeof recorded !== "object" || recorded === null || Array.isArray(recorded)) return;
  const data = revisionData(set, version);
  const revision: JsonObject = {
    name: revisionName(set, 0, version),
    sha256: createHash("sha256").update(data).digest("hex"),
  };
  if ("data" in recorded) revision.data = typeof recorded.data === "string" ? data : JSON.parse(data);
  doc.revision = revision;
  Object.assign(doc, childrenOfSet(set, String(revision.name), version, wanted));
}
