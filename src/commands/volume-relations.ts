import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, textAt } from "../model/json-read.ts";
import { containersOf, refer } from "./config-relations.ts";
import type { DrawnSet } from "./graph-drawing.ts";

/** Mounts → volumes or claim templates → ConfigMaps, Secrets, claims, StorageClasses. */
export function drawVolumes(drawn: DrawnSet): void {
  const { set, drawing, template } = drawn;
  const fields = new Map<string, string>();
  for (const volume of listAt(set.stored, "spec", "template", "spec", "volumes").filter(isObject)) {
    const name = textAt(volume, "name");
    const from = drawing.field(template, `volumes: ${name}`);
    fields.set(name, from);
    drawVolumeSources(drawn, volume, from);
  }
  // A claim template takes the place of a volume of its name.
  for (const claim of listAt(set.stored, "spec", "volumeClaimTemplates")) {
    const name = textAt(claim, "metadata", "name");
    fields.set(name, drawClaimTemplate(drawn, claim, name));
  }
  for (const { container, name } of containersOf(set.stored)) {
    for (const list of ["volumeMounts", "volumeDevices"]) {
      for (const mount of listAt(container, list)) {
        const volume = textAt(mount, "name");
        const missing = { title: `Volume ${volume}`, found: false };
        drawing.edge({
          from: drawing.field(template, `containers[${name}].${list}: ${volume}`),
          to: fields.get(volume) ?? drawing.field(missing, `name: ${volume}`),
          label: textAt(mount, "mountPath") || textAt(mount, "devicePath"),
          state: fields.has(volume) ? "holds" : "broken",
        });
      }
    }
  }
}

/** The field that mounts refer to. */
function drawClaimTemplate({ set, drawing, index, owner }: DrawnSet, claim: JsonValue, name: string): string {
  const place = { title: `Claim template ${name} of ${owner.title}`, found: true };
  const target = drawing.field(place, `metadata.name: ${name}`);
  drawing.edge({
    from: drawing.field(owner, "spec.volumeClaimTemplates"),
    to: target,
    label: `claims ${name}-${set.name}-N`,
    state: "holds",
  });
  const storage = textAt(claim, "spec", "resources", "requests", "storage");
  if (storage !== "") drawing.field(place, `storage: ${storage}`);
  const storageClass = textAt(claim, "spec", "storageClassName");
  if (storageClass === "") return target;
  const found = index.find("storage.k8s.io/v1 StorageClass", "", storageClass) !== undefined;
  drawing.edge({
    from: drawing.field(place, `spec.storageClassName: ${storageClass}`),
    to: drawing.field({ title: `StorageClass ${storageClass}`, found }, `metadata.name: ${storageClass}`),
    label: "class",
    state: found ? "holds" : "unknown",
  });
  return target;
}

const SOURCES: readonly (readonly [source: string, key: string, kind: string])[] = [
  ["configMap", "name", "ConfigMap"],
  ["secret", "secretName", "Secret"],
  ["persistentVolumeClaim", "claimName", "PersistentVolumeClaim"],
];

const PROJECTED: typeof SOURCES = [
  ["configMap", "name", "ConfigMap"],
  ["secret", "name", "Secret"],
];

function drawVolumeSources(drawn: DrawnSet, volume: JsonObject, from: string): void {
  for (const [source, key, kind] of SOURCES) {
    refer(drawn, { from, kind, name: textAt(volume, source, key), label: `${source}.${key}` });
  }
  for (const part of listAt(volume, "projected", "sources")) {
    for (const [source, key, kind] of PROJECTED) {
      refer(drawn, { from, kind, name: textAt(part, source, key), label: `projected.${source}.${key}` });
    }
  }
}
