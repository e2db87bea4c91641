/**
 * JSON Schemas for kubeconform, which would fetch its own from the network: made from this program's type data, for
 * the kinds that it knows. Kinds without one kubeconform reads and passes over, which spares it work.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const MINOR = 37;
const KINDS = {
  "statefulset-apps-v1": "apps/v1.StatefulSet",
  "service-v1": "core/v1.Service",
  "persistentvolumeclaim-v1": "core/v1.PersistentVolumeClaim",
  "persistentvolume-v1": "core/v1.PersistentVolume",
  "pod-v1": "core/v1.Pod",
  "poddisruptionbudget-policy-v1": "policy/v1.PodDisruptionBudget",
  "horizontalpodautoscaler-autoscaling-v1": "autoscaling/v1.HorizontalPodAutoscaler",
  "horizontalpodautoscaler-autoscaling-v2": "autoscaling/v2.HorizontalPodAutoscaler",
  "storageclass-storage-v1": "storage/v1.StorageClass",
};

/** Writes the schemas below a folder; the result is the value for `-schema-location`. */
export async function writeSchemas(folder) {
  mkdirSync(folder, { recursive: true });
  const { apiTypes } = await loadTypes(folder);
  const types = apiTypes(MINOR);
  for (const [file, name] of Object.entries(KINDS)) {
    const definitions = {};
    const schema = schemaOf(types.named(name), definitions);
    writeFileSync(join(folder, `${file}.json`), JSON.stringify({ ...schema, definitions }));
  }
  return join(folder, "{{ .ResourceKind }}{{ .KindSuffix }}.json");
}

async function loadTypes(folder) {
  const outfile = join(folder, "types.mjs");
  await build({ entryPoints: ["src/schema/api-type.ts"], outfile, bundle: true, format: "esm", logLevel: "warning" });
  const types = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return types;
}

const BASIC = { string: "string", bool: "boolean", float64: "number" };

function schemaOf(type, definitions) {
  switch (type.kind) {
    case "basic":
      return { type: [BASIC[type.name] ?? "integer", "null"] };
    case "named":
    case "pointer":
      return schemaOf(type.of, definitions);
    case "list":
      return { type: ["array", "null"], items: schemaOf(type.of, definitions) };
    case "map":
      return { type: ["object", "null"], additionalProperties: schemaOf(type.of, definitions) };
    case "struct":
      return structSchema(type, definitions);
    case "quantity":
      return { type: ["string", "number"] };
    case "int-or-string":
      return { type: ["string", "integer"] };
    default:
      return {};
  }
}

function structSchema({ name, fields }, definitions) {
  if (!Object.hasOwn(definitions, name)) {
    const properties = {};
    definitions[name] = { type: ["object", "null"], properties };
    for (const field of fields.values()) properties[field.name] = schemaOf(field.type, definitions);
  }
  return { $ref: `#/definitions/${name}` };
}
