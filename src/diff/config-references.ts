import type { InputObject } from "../model/inventory.ts";
import type { JsonValue } from "../model/json.ts";
import { listAt, objectAt, textAt } from "../model/json-read.ts";

/** How the Pods of a set use a ConfigMap or Secret. */
export type ConfigUse = "environment" | "volume" | "sub-path";

/** Uses of the object by the set, each once; a value in the environment is fixed when the container starts. */
export function usesOfConfig(set: InputObject, kind: "ConfigMap" | "Secret", name: string): ConfigUse[] {
  const podSpec = objectAt(set.stored, "spec", "template", "spec");
  const uses = new Set<ConfigUse>();
  const containers = [...listAt(podSpec, "containers"), ...listAt(podSpec, "initContainers")];
  if (containers.some((container) => usesInEnvironment(container, kind, name))) uses.add("environment");
  for (const volume of listAt(podSpec, "volumes")) {
    if (!isFrom(volume, kind, name)) continue;
    const mounts = containers.flatMap((container) => listAt(container, "volumeMounts"));
    const own = mounts.filter((mount) => textAt(mount, "name") === textAt(volume, "name"));
    uses.add(own.some((mount) => textAt(mount, "subPath") !== "") ? "sub-path" : "volume");
  }
  return [...uses];
}

function usesInEnvironment(container: JsonValue, kind: string, name: string): boolean {
  const [ref, keyRef] = kind === "Secret" ? ["secretRef", "secretKeyRef"] : ["configMapRef", "configMapKeyRef"];
  return (
    listAt(container, "envFrom").some((source) => textAt(source, ref ?? "", "name") === name) ||
    listAt(container, "env").some((entry) => textAt(entry, "valueFrom", keyRef ?? "", "name") === name)
  );
}

function isFrom(volume: JsonValue, kind: string, name: string): boolean {
  const sources = [volume, ...listAt(volume, "projected", "sources")];
  return sources.some((source) =>
    kind === "Secret"
      ? textAt(source, "secret", "secretName") === name || textAt(source, "secret", "name") === name
      : textAt(source, "configMap", "name") === name,
  );
}
