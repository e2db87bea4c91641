import { isLastingVolume } from "../kubernetes/lasting-volumes.ts";
import type { Diagnostic, RelatedPlace, Severity } from "../model/diagnostic.ts";
import { type FieldPath, formatFieldPath } from "../model/field-path.ts";
import type { InputObject } from "../model/inventory.ts";
import { listAt, textAt, valueAt } from "../model/json-read.ts";
import type { Plan, PlannedClaim } from "../model/report.ts";
import type { ObjectIndex } from "./object-index.ts";

const LISTED = 4;

/** Advice of the planner beside the findings of rules: what this set means for its data and its volumes. */
export function planNotes(set: InputObject, plan: Plan, index: ObjectIndex): Diagnostic[] {
  if (plan.action === "refused") return [];
  return [
    dataNote(set, plan),
    missingVolumes(set, plan, index),
    spareVolumes(set, plan, index),
    ...classNotes(set, plan, index),
  ].filter((note) => note !== undefined);
}

function dataNote(set: InputObject, plan: Plan): Diagnostic | undefined {
  if (plan.pods.length === 0 || plan.claims.length > 0) return undefined;
  if (listAt(set.stored, "spec", "template", "spec", "volumes").some(isLastingVolume)) return undefined;
  return note(set, {
    name: "data-lost-with-pod",
    at: ["spec"],
    message:
      "There is no claim template: whatever a Pod writes is lost when the Pod goes, be it by an update, a drain or an eviction.",
    help: "Add `volumeClaimTemplates` if the data matter.",
  });
}

function missingVolumes(set: InputObject, plan: Plan, index: ObjectIndex): Diagnostic | undefined {
  const waiting = plan.claims.filter((claim) => claim.fate === "create" && claim.volume.kind === "no-volume-left");
  const [first] = waiting;
  if (first === undefined) return undefined;
  const stops = plan.facts.podManagementPolicy === "Parallel" ? "" : ", and no Pod after it is created";
  return note(set, {
    name: "claim-without-volume",
    severity: "warning",
    at: templatePath(set, first.template),
    message: `No PersistentVolume in the input is left for ${listed(waiting)}: a claim without volume stays Pending, its Pod \`${first.pod}\` cannot be scheduled${stops}. The plan assumes that the cluster has volumes of class \`${first.storageClassName ?? ""}\` beside these.`,
    help: `Add ${waiting.length} more ${waiting.length === 1 ? "volume" : "volumes"} of at least ${first.storage}, or a StorageClass that makes them.`,
    related: volumesOf(index, first),
  });
}

function spareVolumes(set: InputObject, plan: Plan, index: ObjectIndex): Diagnostic | undefined {
  const bound = plan.claims.filter((claim) => claim.volume.kind === "static");
  const [first] = bound;
  if (first === undefined || plan.claims.some((claim) => claim.volume.kind === "no-volume-left")) return undefined;
  const volumes = volumesOf(index, first);
  const taken = bound.filter((claim) => claim.storageClassName === first.storageClassName).length;
  const spare = volumes.length - taken;
  if (spare > 0) return undefined;
  const next = `${first.template}-${set.name}-${plan.facts.start + plan.facts.replicas}`;
  return note(set, {
    name: "volumes-used-up",
    at: templatePath(set, first.template),
    message: `Every PersistentVolume of class \`${first.storageClassName ?? ""}\` in the input is taken (${volumes.length} of ${volumes.length}); with one more replica the claim \`${next}\` would stay Pending.`,
    help: "Before scaling up, add a PersistentVolume, or a StorageClass that makes volumes.",
    related: volumes,
  });
}

function classNotes(set: InputObject, plan: Plan, index: ObjectIndex): Diagnostic[] {
  const names = new Set(plan.claims.map((claim) => claim.storageClassName));
  return index
    .ofKind("storage.k8s.io/v1 StorageClass")
    .filter((entry) => names.has(entry.name))
    .map((entry) => classNote(set, entry));
}

function classNote(set: InputObject, entry: InputObject): Diagnostic {
  const provisioner = textAt(entry.stored, "provisioner");
  const waits = textAt(entry.stored, "volumeBindingMode") === "WaitForFirstConsumer";
  const policy = textAt(entry.stored, "reclaimPolicy") || "Delete";
  const grows = valueAt(entry.stored, "allowVolumeExpansion") === true;
  const source =
    provisioner === "kubernetes.io/no-provisioner"
      ? "makes no volumes: every claim needs one that exists"
      : `has \`${provisioner}\` make a volume for each claim`;
  return note(set, {
    name: "storage-class-in-input",
    at: ["spec", "volumeClaimTemplates"],
    message: `StorageClass \`${entry.name}\` ${source}, ${waits ? "when the first Pod that uses it is scheduled" : "at once"}; reclaim policy ${policy}: ${policy === "Delete" ? "deleting a claim deletes its volume" : "the volume outlives its claim"}; volumes ${grows ? "can be grown later" : "cannot be grown"}.`,
    related: [
      { message: `StorageClass \`${entry.name}\``, range: entry.manifest.locate(["metadata", "name"], "value") },
    ],
  });
}

function volumesOf(index: ObjectIndex, { storageClassName }: PlannedClaim): RelatedPlace[] {
  return index
    .ofKind("v1 PersistentVolume")
    .filter((volume) => textAt(volume.stored, "spec", "storageClassName") === (storageClassName ?? ""))
    .map((volume) => ({
      message: `\`${volume.name}\` has ${textAt(volume.stored, "spec", "capacity", "storage")}`,
      range: volume.manifest.locate(["metadata", "name"], "value"),
    }));
}

function templatePath(set: InputObject, template: string): FieldPath {
  const templates = listAt(set.manifest.value, "spec", "volumeClaimTemplates");
  const index = templates.findIndex((entry) => textAt(entry, "metadata", "name") === template);
  return index < 0 ? ["spec", "volumeClaimTemplates"] : ["spec", "volumeClaimTemplates", index];
}

function listed(claims: readonly PlannedClaim[]): string {
  const shown = claims.slice(0, LISTED).map((claim) => `\`${claim.name}\``);
  return claims.length > shown.length
    ? `${shown.join(", ")} and ${claims.length - shown.length} more`
    : shown.join(", ");
}

interface NoteFacts {
  readonly name: string;
  readonly at: FieldPath;
  readonly message: string;
  readonly help?: string;
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
}

function note(set: InputObject, { name, at, message, help, severity = "info", related = [] }: NoteFacts): Diagnostic {
  return {
    rule: "PLAN",
    name,
    source: "sts-plan",
    severity,
    message,
    help: help ?? null,
    file: set.manifest.file,
    range: set.manifest.locate(at, "key"),
    path: formatFieldPath(at),
    object: `${set.manifest.kind} ${set.namespace}/${set.name}`,
    related,
  };
}
