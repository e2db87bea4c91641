import type { JsonObject, JsonValue } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { isEqual } from "../is-equal.ts";
import { quoteGo } from "../validation/go-value-text.ts";
import type { Path } from "../validation/path.ts";
import type { KubernetesVersion } from "../versions/version.ts";
import { isEnabled } from "../versions/version.ts";
import { fractionalBytes } from "./fractional-bytes.ts";
import type { PlacedContainer } from "./visit-containers.ts";

/** What the warnings of a container look at beside it. */
export interface PodAround {
  readonly spec: JsonObject;
  readonly annotations: JsonObject;
  readonly annotationsPath: Path;
  readonly version: KubernetesVersion;
  readonly isTemplate: boolean;
}

const SECCOMP_PREFIX = "container.seccomp.security.alpha.kubernetes.io/";
const APP_ARMOR_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

/** Mirrors: warningsForPodSpecAndMeta, k8s.io/kubernetes/pkg/api/pod v1.30.14 to v1.37.0 */
export function containerWarnings({ container, path }: PlacedContainer, around: PodAround): string[] {
  return [
    ...seccompWarnings(container, around),
    ...appArmorWarnings(container, around),
    ...["memory", "ephemeral-storage"].flatMap((resource) =>
      ["limits", "requests"].flatMap((kind) =>
        fractionalBytes(valueAt(container, "resources", kind), resource, path.child("resources").child(kind)),
      ),
    ),
    ...hiddenVariables(container, path),
  ];
}

function seccompWarnings(container: JsonValue, { annotations, annotationsPath }: PodAround): string[] {
  const key = SECCOMP_PREFIX + textAt(container, "name");
  if (!Object.hasOwn(annotations, key) || valueAt(container, "securityContext", "seccompProfile") !== undefined) {
    return [];
  }
  return [`${annotationsPath.key(key)}: non-functional in v1.27+; use the "seccompProfile" field instead`];
}

function appArmorWarnings(container: JsonValue, around: PodAround): string[] {
  const { spec, annotations, annotationsPath, version, isTemplate } = around;
  const key = APP_ARMOR_PREFIX + textAt(container, "name");
  if (!isTemplate || !isEnabled(version, "AppArmorFields") || !Object.hasOwn(annotations, key)) return [];
  if (valueAt(container, "securityContext", "appArmorProfile") !== undefined) return [];
  const ofPod = valueAt(spec, "securityContext", "appArmorProfile");
  if (isObject(ofPod) && !version.behaviour.comparesAppArmor) return [];
  if (isObject(ofPod) && isEqual(ofPod, appArmorProfile(String(annotations[key])))) return [];
  return [`${annotationsPath.key(key)}: deprecated since v1.30; use the "appArmorProfile" field instead`];
}

/** Mirrors: ApparmorFieldForAnnotation, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function appArmorProfile(annotation: string): JsonObject | undefined {
  if (annotation === "unconfined") return { type: "Unconfined" };
  if (annotation === "runtime/default") return { type: "RuntimeDefault" };
  const name = /^localhost\/(.+)$/s.exec(annotation)?.[1];
  return name === undefined ? undefined : { type: "Localhost", localhostProfile: name };
}

/** Variables of a container that a later one of the same name replaces without using it. */
function hiddenVariables(container: JsonValue, path: Path): string[] {
  const variables = listAt(container, "env");
  if (variables.length < 2) return [];
  const warnings: string[] = [];
  const seen = new Set<string>();
  for (const [index, variable] of variables.entries()) {
    const name = textAt(variable, "name");
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    const reference = `$(${name})`;
    const value = textAt(variable, "value");
    const buildsOn = value !== reference && value.includes(reference);
    if (buildsOn && Object.keys(objectAt(variable)).every((field) => field !== "valueFrom")) continue;
    warnings.push(
      `${path.child("env").index(index)}: hides previous definition of ${quoteGo(name)}, which may be dropped when using apply`,
    );
  }
  return warnings;
}
