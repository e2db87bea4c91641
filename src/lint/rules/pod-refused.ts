import { createObject } from "../../kubernetes/api-server.ts";
import { claimsOfSet, podOfSet } from "../../kubernetes/pod-of-set.ts";
import type { KubernetesVersion } from "../../kubernetes/versions/version.ts";
import type { FieldError } from "../../model/field-error.ts";
import { type FieldPath, parseFieldPath } from "../../model/field-path.ts";
import type { JsonObject } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { ordinalsOf, type SetView } from "../set-view.ts";
import { code } from "../wording.ts";

/** What rules of their own say, about the set: names, labels by length (so any hash will do), the subdomain, mounts. */
const SAID_ELSEWHERE =
  /^(?:metadata\.(?:name|labels)|spec\.(?:hostname|subdomain)|spec\.\w+\[\d+\]\.volume(?:Mounts|Devices)\[\d+\]\.name)$/;

export const podRefused = defineRule({
  id: "STS117",
  name: "pod-refused",
  severity: "error",
  summary: "the API server takes the set, but would refuse its Pods or claims",
  rationale:
    "Up to 1.33 a set's template is hardly looked at, and even later versions check some of it only when a Pod or claim is made: finalizers, blanks around an image, a node named behind scheduling gates, the labels of claims. `kubectl apply` is green, `FailedCreate` events are all there is. The rule makes the first Pod and its claims as the controller would and asks the server's own rules.",
  sources: ["kubernetes/kubernetes#131790", "kubernetes/kubernetes#132212", "kubernetes/kubernetes#60619"],
  *check(set, { version }) {
    const ordinals = ordinalsOf(set);
    if (ordinals === undefined || !set.object.accepted || set.object.gvk !== "apps/v1 StatefulSet") return;
    if (!needsTrial(set, version)) return;
    const stored = asCreated(set.object.stored);
    const pod = podOfSet(stored, ordinals.first, `${set.name}-0`, version);
    for (const error of outermost(createObject(pod, version, set.namespace).errors)) {
      if (SAID_ELSEWHERE.test(error.field)) continue;
      yield finding(set, textAt(pod, "metadata", "name"), error, placeOfPodField(error.field, pod, set));
    }
    for (const claim of claimsOfSet(stored, ordinals.first)) {
      for (const error of outermost(createObject(claim, version, set.namespace).errors)) {
        yield finding(set, textAt(claim, "metadata", "name"), error, placeOfClaimField(error.field, claim, set));
      }
    }
  },
});

/** Of `metadata.finalizers` and `metadata.finalizers[0]` the first: two checks of the server, one mistake. */
function outermost(errors: readonly FieldError[]): FieldError[] {
  const fields = new Set(errors.map(({ field }) => field));
  return errors.filter(({ field }) => !field.endsWith("]") || !fields.has(field.slice(0, field.lastIndexOf("["))));
}

/** A set that exists has a uid, which its Pods refer to. */
function asCreated(stored: JsonObject): JsonObject {
  return { ...stored, metadata: { ...objectAt(stored, "metadata"), uid: "0" } };
}

/** Where the set's creation checks the template, only what it leaves out is worth a trial. */
function needsTrial(set: SetView, version: KubernetesVersion): boolean {
  if (!version.behaviour.validatesTemplates) return true;
  if (listAt(set.spec, "template", "metadata", "finalizers").length > 0) return true;
  if (listAt(set.podSpec, "schedulingGates").length > 0 && textAt(set.podSpec, "nodeName") !== "") return true;
  if (
    set.containers.some((container) => textAt(container.value, "image") !== textAt(container.value, "image").trim())
  ) {
    return true;
  }
  return set.claimTemplates.some(({ value }) => {
    const { labels, annotations, finalizers } = objectAt(value, "metadata");
    return labels !== undefined || annotations !== undefined || finalizers !== undefined;
  });
}

function finding(set: SetView, name: string, error: FieldError, at: FieldPath) {
  return {
    object: set.object,
    at,
    target: "value" as const,
    message: `The API server takes ${code(set.name)}, but refuses ${code(name)}: ${error.field}: ${error.text}.`,
    help: "Correct the field; until then nothing starts, and only the set's events say so.",
  };
}

/** A Pod's field in the template; the Pod's volumes stand in another order. */
function placeOfPodField(field: string, pod: JsonObject, set: SetView): FieldPath {
  const [head, list, index, ...rest] = parseFieldPath(field);
  if (head !== "spec" || list !== "volumes" || typeof index !== "number") {
    return ["spec", "template", ...parseFieldPath(field)];
  }
  const name = textAt(pod, "spec", "volumes", index, "name");
  const volume = set.volumes.find((candidate) => candidate.name === name);
  return volume ? [...volume.at, ...rest] : ["spec", "template", "spec", "volumes"];
}

function placeOfClaimField(field: string, claim: JsonObject, set: SetView): FieldPath {
  const name = textAt(claim, "metadata", "name");
  const template = set.claimTemplates.find((candidate) => name.startsWith(`${candidate.name}-${set.name}-`));
  return [...(template?.at ?? ["spec", "volumeClaimTemplates"]), ...parseFieldPath(field)];
}
