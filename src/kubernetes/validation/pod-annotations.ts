import { isObject, type JsonObject } from "../../model/json.ts";
import { objectAt, textAt, textMapAt } from "../../model/json-read.ts";
import { forEachContainer, someContainer } from "./container-lists.ts";
import { invalid } from "./errors.ts";
import { quoteGo } from "./go-value-text.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import { readTolerations } from "./read-tolerations.ts";
import { APP_ARMOR, isAppArmorName, SECCOMP, validateAgreement, validateSeccompName } from "./security-profiles.ts";
import { validateTolerations } from "./tolerations.ts";

const MIRROR = "kubernetes.io/config.mirror";
const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations";
const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
const APP_ARMOR_CONTAINER = "container.apparmor.security.beta.kubernetes.io/";

/**
 * Annotations that mean something to the server.
 * Mirrors: ValidatePodSpecificAnnotations, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validatePodAnnotations(
  annotations: JsonObject,
  podSpec: JsonObject,
  path: Path,
  context: PodContext,
): void {
  const texts = textMapAt(annotations);
  const keys = Object.keys(texts);
  if (keys.length === 0) return;
  const mirror = texts[MIRROR];
  if (mirror !== undefined && textAt(podSpec, "nodeName") === "") {
    invalid(context, path.key(MIRROR), mirror, "must set spec.nodeName if mirror pod annotation is set");
  }
  validateTolerationsAnnotation(texts[TOLERATIONS] ?? "", path, context);
  validateDeletionCost(texts[DELETION_COST], path, context);
  const seccomp = texts[SECCOMP_POD];
  if (seccomp !== undefined) validateSeccompName(seccomp, path.child(SECCOMP_POD), context);
  for (const key of keys) {
    if (key.startsWith(SECCOMP_CONTAINER)) validateSeccompName(texts[key] ?? "", path.child(key), context);
  }
  for (const key of keys) validateAppArmorAnnotation(key, texts[key] ?? "", { podSpec, path }, context);
}

/** Mirrors: ValidateTolerationsInPodAnnotations, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateTolerationsAnnotation(text: string, path: Path, context: PodContext): void {
  if (text === "") return;
  const reading = readTolerations(text);
  if (typeof reading === "string") invalid(context, path, TOLERATIONS, reading);
  else validateTolerations(reading, path.child(TOLERATIONS), context);
}

function validateDeletionCost(cost: string | undefined, path: Path, context: PodContext): void {
  if (cost === undefined || isDeletionCost(cost)) return;
  const old = textMapAt(context.old, "metadata", "annotations")[DELETION_COST];
  if (old !== undefined && !isDeletionCost(old)) return;
  invalid(context, path.key(DELETION_COST), cost, "must be a 32bit integer");
}

/** A 32 bit integer without a plus sign or leading zeros. Mirrors: GetDeletionCostFromPodAnnotations */
function isDeletionCost(text: string): boolean {
  if (!/^(0|-[0-9]+|[1-9][0-9]*)$/.test(text)) return false;
  const value = Number(text);
  return value >= -(2 ** 31) && value < 2 ** 31;
}

interface Place {
  readonly podSpec: JsonObject;
  readonly path: Path;
}

/** Mirrors: ValidateAppArmorPodAnnotations, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateAppArmorAnnotation(key: string, value: string, { podSpec, path }: Place, context: PodContext): void {
  if (!key.startsWith(APP_ARMOR_CONTAINER)) return;
  const name = key.slice(APP_ARMOR_CONTAINER.length);
  if (!someContainer(podSpec, (container) => textAt(container, "name") === name)) {
    invalid(context, path.key(key), name, "container not found");
  }
  if (!isAppArmorName(value)) {
    invalid(context, path.key(key), value, `invalid AppArmor profile name: ${quoteGo(value)}`);
  }
}

/**
 * Annotations must agree with the fields that took their place.
 * Mirrors: validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate, v1.37.0
 */
export function validateProfileAgreement(
  annotations: JsonObject,
  podSpec: JsonObject,
  path: Path,
  context: PodContext,
): void {
  const texts = textMapAt(annotations);
  if (Object.keys(texts).length === 0) return;
  const security = objectAt(podSpec, "securityContext");
  const ofPod = texts[SECCOMP_POD];
  if (ofPod !== undefined && isObject(security.seccompProfile)) {
    const at = (): Path => path.child("securityContext").child("seccompProfile");
    validateAgreement(ofPod, security.seccompProfile, at, SECCOMP, context);
  }
  forEachContainer(podSpec, path, (container, containerPath) => {
    const annotation = texts[SECCOMP_CONTAINER + textAt(container, "name")];
    const profile = objectAt(container, "securityContext").seccompProfile;
    if (annotation === undefined || !isObject(profile)) return;
    const at = (): Path => containerPath().child("securityContext").child("seccompProfile");
    validateAgreement(annotation, profile, at, SECCOMP, context);
  });
  if (textAt(podSpec, "os", "name") === "windows") return;
  forEachContainer(podSpec, path, (container, containerPath) => {
    const annotation = texts[APP_ARMOR_CONTAINER + textAt(container, "name")];
    const own = objectAt(container, "securityContext").appArmorProfile;
    const profile = isObject(own) ? own : security.appArmorProfile;
    if (annotation === undefined || !isObject(profile)) return;
    const at = (): Path => containerPath().child("securityContext").child("appArmorProfile");
    validateAgreement(annotation, profile, at, APP_ARMOR, context);
  });
}
