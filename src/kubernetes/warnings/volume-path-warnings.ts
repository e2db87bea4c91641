import { isObject, type JsonValue } from "../../model/json.ts";
import { listAt, textAt, valueAt } from "../../model/json-read.ts";
import { quoteGo } from "../validation/go-value-text.ts";
import type { KubernetesVersion } from "../versions/version.ts";

/** Where a volume puts a file, and what the file comes from. */
interface PlacedFile {
  readonly path: string;
  readonly source: string;
}

/**
 * Files of one volume that lie on or below each other.
 * Mirrors: warningsForOverlappingVirtualPaths, k8s.io/kubernetes/pkg/api/pod v1.37.0 and v1.33.13
 */
export function volumePathWarnings(volumes: readonly JsonValue[], version: KubernetesVersion): string[] {
  const warnings: string[] = [];
  for (const volume of volumes) {
    const name = quoteGo(textAt(volume, "name"));
    for (const { field, describe } of KEYED) {
      const source = valueAt(volume, field);
      if (!isObject(source) || !Array.isArray(source.items)) continue;
      const files = filesOf(source, "");
      for (const overlap of overlapsAmong(files)) warnings.push(told(name, describe(source), overlap));
    }
    if (isObject(valueAt(volume, "projected"))) warnings.push(...projectedWarnings(volume, name, version));
  }
  return warnings;
}

const KEYED = [
  { field: "configMap", describe: (source: JsonValue) => `ConfigMap ${quoteGo(textAt(source, "name"))}` },
  { field: "secret", describe: (source: JsonValue) => `Secret ${quoteGo(textAt(source, "secretName"))}` },
  { field: "downwardAPI", describe: () => "DownwardAPI" },
];

function told(volume: string, what: string, overlap: string): string {
  return `volume ${volume} (${what}): overlapping paths: ${overlap}`;
}

function filesOf(source: JsonValue, description: string): PlacedFile[] {
  return listAt(source, "items").map((item) => ({ path: withoutSlashes(textAt(item, "path")), source: description }));
}

function withoutSlashes(path: string): string {
  return path.replace(/\/+$/, "");
}

function overlapsAmong(files: readonly PlacedFile[], seen: PlacedFile[] = []): string[] {
  const overlaps: string[] = [];
  for (const file of files) {
    for (const other of seen) {
      if (doOverlap(file, other)) overlaps.push(`${describe(file)} with ${describe(other)}`);
    }
    seen.push(file);
  }
  return overlaps;
}

function doOverlap({ path }: PlacedFile, { path: other }: PlacedFile): boolean {
  if (path === "" || other === "") return false;
  return `${path}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${path}/`);
}

function describe({ path, source }: PlacedFile): string {
  return source === "" ? quoteGo(path) : `${quoteGo(path)} (${source})`;
}

function projectedWarnings(volume: JsonValue, name: string, version: KubernetesVersion): string[] {
  const warnings: string[] = [];
  const seen: PlacedFile[] = [];
  let files: readonly PlacedFile[] = [];
  for (const source of listAt(volume, "projected", "sources")) {
    if (!isObject(source) || Object.keys(source).length === 0) {
      warnings.push(`volume ${name} (Projected) has no sources provided`);
      continue;
    }
    // Up to 1.33 a source without files of its own stands for those of the one before it.
    files = projectedFiles(source) ?? (version.behaviour.repeatsProjectedFiles ? files : []);
    for (const overlap of overlapsAmong(files, seen)) warnings.push(told(name, "Projected", overlap));
  }
  return warnings;
}

/** The files of a source; undefined when it names none. */
function projectedFiles(source: JsonValue): PlacedFile[] | undefined {
  for (const { field, title } of KEYED_SOURCES) {
    const keyed = valueAt(source, field);
    if (!isObject(keyed) || !Array.isArray(keyed.items)) continue;
    return filesOf(keyed, field === "downwardAPI" ? title : `${title} ${quoteGo(textAt(keyed, "name"))}`);
  }
  if (valueAt(source, "serviceAccountToken") !== undefined) {
    return [{ path: withoutSlashes(textAt(source, "serviceAccountToken", "path")), source: "ServiceAccountToken" }];
  }
  const bundle = valueAt(source, "clusterTrustBundle");
  if (isObject(bundle)) {
    const name = typeof bundle.name === "string" ? bundle.name : textAt(bundle, "signerName");
    return [{ path: withoutSlashes(textAt(bundle, "path")), source: `ClusterTrustBundle ${quoteGo(name)}` }];
  }
  const certificate = valueAt(source, "podCertificate");
  return isObject(certificate) ? certificateFiles(certificate) : undefined;
}

const KEYED_SOURCES = [
  { field: "configMap", title: "ConfigMap" },
  { field: "secret", title: "Secret" },
  { field: "downwardAPI", title: "DownwardAPI" },
];

const CERTIFICATE_FILES = [
  { field: "certificateChainPath", source: "PodCertificate chain" },
  { field: "keyPath", source: "PodCertificate key" },
  { field: "credentialBundlePath", source: "PodCertificate credential bundle" },
];

function certificateFiles(certificate: JsonValue): PlacedFile[] {
  return CERTIFICATE_FILES.filter(({ field }) => textAt(certificate, field) !== "").map(({ field, source }) => ({
    path: withoutSlashes(textAt(certificate, field)),
    source,
  }));
}
