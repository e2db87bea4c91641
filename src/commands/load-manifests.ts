import { createObject } from "../kubernetes/api-server.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import type { Manifest } from "../model/manifest.ts";
import type { InputTally } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import { decodeObject } from "../schema/decode-object.ts";
import type { CommandInput } from "./command.ts";
import { kubectlRefusals } from "./kubectl-refusal.ts";
import { readSource } from "./read-source.ts";
import type { RunSettings } from "./run-settings.ts";
import { decodeFindings, refusalFindings, warningFindings } from "./server-findings.ts";

export interface LoadedManifests {
  readonly inventory: Inventory;
  /** What the reader and the API server say. */
  readonly diagnostics: readonly Diagnostic[];
  readonly tally: InputTally;
}

/** Kinds that the API server's code is known for here: they get defaults and a verdict. */
export const JUDGED_KINDS: ReadonlySet<string> = new Set([
  "apps/v1 StatefulSet",
  "v1 Service",
  "policy/v1 PodDisruptionBudget",
  "autoscaling/v1 HorizontalPodAutoscaler",
  "autoscaling/v2 HorizontalPodAutoscaler",
]);

/** Other kinds that a plan or a rule looks at. */
const KEPT_KINDS: ReadonlySet<string> = new Set([
  "v1 PersistentVolumeClaim",
  "v1 PersistentVolume",
  "storage.k8s.io/v1 StorageClass",
  "v1 ConfigMap",
  "v1 Secret",
  "v1 Pod",
]);

const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  "Namespace",
  "PersistentVolume",
  "StorageClass",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "PriorityClass",
]);

/**
 * Files to objects: read as kubectl reads them, decoded and judged as the API server does. Never throws for what a
 * file says; one bad document does not hide the others. `problems` are files that could not be read at all.
 */
export function loadManifests(
  sources: readonly SourceFile[],
  settings: RunSettings,
  problems: readonly Diagnostic[],
  progress?: CommandInput["progress"],
): LoadedManifests {
  const objects: InputObject[] = [];
  const diagnostics: Diagnostic[] = [...problems];
  let isUnreadable = problems.length > 0;
  for (const [index, source] of sources.entries()) {
    progress?.(index, sources.length);
    const first = objects.length;
    for (const reading of readSource(source, settings.version.behaviour)) {
      diagnostics.push(...reading.diagnostics);
      isUnreadable ||=
        reading.ruined.size > 0 || (reading.error !== undefined && !reading.diagnostics.every(isTemplate));
      for (const manifest of reading.manifests) {
        if (reading.ruined.has(manifest)) continue;
        const { object, findings } = judge({ ...manifest, index: objects.length - first }, settings);
        objects.push(object);
        diagnostics.push(...findings);
      }
    }
  }
  const inventory = { objects };
  return { inventory, diagnostics, tally: tallyOf(sources.length + problems.length, inventory, isUnreadable) };
}

/** A template that nobody rendered does not stand in the way of the files beside it. */
function isTemplate({ name }: Diagnostic): boolean {
  return name === "unrendered-template";
}

interface Judged {
  readonly object: InputObject;
  readonly findings: readonly Diagnostic[];
}

function judge(manifest: Manifest, settings: RunSettings): Judged {
  const gvk = `${manifest.apiVersion} ${manifest.kind}`;
  const namespace = CLUSTER_KINDS.has(manifest.kind) ? "" : manifest.namespace || settings.namespace;
  const base = { manifest, gvk, namespace, name: manifest.name };
  const refused = kubectlRefusals(manifest, namespace);
  if (refused.length > 0) return { object: { ...base, stored: manifest.value, accepted: false }, findings: refused };
  const decoded = decodeObject(manifest.value, settings.version.name);
  const undecoded = decodeFindings(manifest, namespace, decoded);
  const stored = decoded.object ?? manifest.value;
  const isSound = undecoded.length === 0;
  if (decoded.object === undefined || !JUDGED_KINDS.has(gvk)) {
    return { object: { ...base, stored, accepted: isSound }, findings: undecoded };
  }
  const answer = createObject(withNamespace(decoded.object, namespace), settings.version, namespace);
  // Of an object that it cannot read the server says nothing else, and most of it would follow from the misspelling.
  if (!isSound) return { object: { ...base, stored: answer.object, accepted: false }, findings: undecoded };
  const findings = [
    ...refusalFindings(manifest, namespace, answer.errors),
    ...warningFindings(manifest, namespace, answer.warnings),
  ];
  return { object: { ...base, stored: answer.object, accepted: answer.errors.length === 0 }, findings };
}

function withNamespace(object: JsonObject, namespace: string): JsonObject {
  const { metadata } = object;
  const isNamed = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
  return isNamed ? { ...object, metadata: { ...metadata, namespace } } : object;
}

function tallyOf(files: number, { objects }: Inventory, isUnreadable: boolean): InputTally {
  const passedOver: Record<string, number> = {};
  for (const { gvk, manifest } of objects) {
    if (JUDGED_KINDS.has(gvk) || KEPT_KINDS.has(gvk)) continue;
    passedOver[manifest.kind] = (passedOver[manifest.kind] ?? 0) + 1;
  }
  return { files, objects: objects.length, passedOver, isUnreadable };
}
