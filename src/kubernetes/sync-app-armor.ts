import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { objectAt, textAt, textMapAt } from "../model/json-read.ts";
import type { KubernetesVersion } from "./versions/version.ts";

const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const LOCALHOST = "localhost/";

/**
 * A new Pod whose AppArmor annotations have become fields, and, before 1.34, the other way round.
 * Mirrors: applyAppArmorVersionSkew, k8s.io/kubernetes/pkg/registry/core/pod v1.33.13 and v1.37.0
 */
export function syncAppArmor(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const spec = objectAt(pod, "spec");
  const annotations = textMapAt(pod, "metadata", "annotations");
  const ofPod = objectAt(spec, "securityContext").appArmorProfile;
  if (textAt(spec, "os", "name") === "windows") return pod;
  const added: Record<string, string> = {};
  const sync = (container: JsonValue): JsonValue => {
    if (!isObject(container)) return container;
    const key = ANNOTATION + textAt(container, "name");
    const annotation = annotations[key] ?? added[key];
    const own = objectAt(container, "securityContext").appArmorProfile;
    if (annotation === undefined) {
      const profile = isObject(own) ? own : ofPod;
      const text = isObject(profile) ? annotationOf(profile) : "";
      if (text !== "" && version.behaviour.annotatesAppArmor) added[key] = text;
    } else if (!isObject(own)) return withProfile(container, annotation, ofPod);
    return container;
  };
  const synced: JsonObject = { ...spec };
  for (const list of ["initContainers", "containers", "ephemeralContainers"]) {
    const containers = spec[list];
    if (Array.isArray(containers)) synced[list] = containers.map(sync);
  }
  const result: JsonObject = { ...pod, spec: synced };
  if (Object.keys(added).length > 0) {
    const metadata = objectAt(pod, "metadata");
    result.metadata = { ...metadata, annotations: { ...objectAt(metadata, "annotations"), ...added } };
  }
  return result;
}

function annotationOf(profile: JsonObject): string {
  const type = textAt(profile, "type");
  if (type === "Unconfined") return "unconfined";
  if (type === "RuntimeDefault") return "runtime/default";
  const { localhostProfile } = profile;
  return type === "Localhost" && typeof localhostProfile === "string" ? LOCALHOST + localhostProfile : "";
}

const MAX_PROFILE = 4095;

function profileOf(annotation: string): JsonObject | undefined {
  if (annotation === "unconfined") return { type: "Unconfined" };
  if (annotation === "runtime/default") return { type: "RuntimeDefault" };
  const name = annotation.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : "";
  if (name === "" || name !== name.trim() || name.length > MAX_PROFILE) return undefined;
  return { type: "Localhost", localhostProfile: name };
}

function withProfile(container: JsonObject, annotation: string, ofPod: JsonValue | undefined): JsonObject {
  const profile = profileOf(annotation);
  const isSame =
    profile !== undefined &&
    isObject(ofPod) &&
    ofPod.type === profile.type &&
    ofPod.localhostProfile === profile.localhostProfile;
  if (profile === undefined || isSame) return container;
  const securityContext = { ...objectAt(container, "securityContext"), appArmorProfile: profile };
  return { ...container, securityContext };
}
