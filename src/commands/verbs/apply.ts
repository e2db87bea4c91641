import { createObject } from "../../kubernetes/api-server.ts";
import { appliedLastTo, clientApply, lastApplied, patchProblemText } from "../../kubernetes/client-apply.ts";
import { isEqual } from "../../kubernetes/is-equal.ts";
import { kubectlInvalidText } from "../../kubernetes/status-text.ts";
import type { FieldError } from "../../model/field-error.ts";
import type { InputObject } from "../../model/inventory.ts";
import type { JsonObject } from "../../model/json.ts";
import { decodeObject } from "../../schema/decode-object.ts";
import { applyOf } from "../../simulate/operations.ts";
import { inNamespace, withAppliedAnnotation } from "../live-sets.ts";
import type { ObjectIndex } from "../object-index.ts";
import { refusalFindings } from "../server-findings.ts";
import type { Refusal, SetOperation, VerbAnswer, World } from "./verb.ts";

/** What `kubectl apply` does to one object. */
interface Applied {
  readonly lines: readonly string[];
  readonly isError: boolean;
  readonly operation?: SetOperation;
  readonly refusal?: Refusal;
}

/**
 * `kubectl apply -f` of objects, in their order. `others` are the objects that are there beside the sets of the world; without
 * them nothing else is there.
 */
export function performApply(
  objects: readonly InputObject[],
  others: ObjectIndex | undefined,
  world: World,
): VerbAnswer {
  const applied = objects.map((object): Applied => {
    const set = object.gvk === "apps/v1 StatefulSet" ? positionOf(object, world) : -1;
    if (set < 0) return { lines: [`${kubectlName(object)} ${otherVerb(object, others)}`], isError: false };
    const live = world.sets[set]?.state.set?.object;
    return live === undefined ? create(object, set, world) : change(object, live, set, world);
  });
  return {
    lines: applied.flatMap(({ lines }) => lines),
    exitStatus: applied.some(({ isError }) => isError) ? 1 : 0,
    operations: applied.flatMap(({ operation }) => operation ?? []),
    refused: applied.flatMap(({ refusal }) => refusal ?? []),
    about: objects.map((object) => positionOf(object, world)).filter((set) => set >= 0),
  };
}

function positionOf({ namespace, name, gvk }: InputObject, { sets }: World): number {
  if (gvk !== "apps/v1 StatefulSet") return -1;
  return sets.findIndex((set) => set.namespace === namespace && set.name === name);
}

function create(object: InputObject, set: number, { version }: World): Applied {
  if (object.accepted) {
    const operation = { set, operation: applyOf(withAppliedAnnotation(object)) };
    return { lines: [`${kubectlName(object)} created`], isError: false, operation };
  }
  const { object: decoded, error } = decodeObject(inNamespace(object), version.name);
  const errors = decoded === undefined ? [] : createObject(decoded, version, object.namespace).errors;
  const text =
    errors.length > 0
      ? invalidText(object, errors)
      : [`Error from server (BadRequest): error when creating ${JSON.stringify(object.manifest.file)}: ${error ?? ""}`];
  return { lines: text, isError: true, refusal: { set, findings: [] } };
}

function change(object: InputObject, live: JsonObject, set: number, { version }: World): Applied {
  const before = { manifest: appliedLastTo(live) ?? {}, live };
  const applied = clientApply(inNamespace(object), before, version);
  const { isUnchanged, answer } = applied;
  const name = kubectlName(object);
  if (isUnchanged) return { lines: [`${name} unchanged`], isError: false };
  if (answer === undefined) {
    return { lines: [patchProblemText(applied)], isError: true, refusal: { set, findings: [] } };
  }
  const warnings = answer.warnings.map((warning) => `Warning: ${warning}`);
  if (answer.errors.length > 0) {
    const findings = refusalFindings(object.manifest, object.namespace, answer.errors);
    return { lines: invalidText(object, answer.errors), isError: true, refusal: { set, findings } };
  }
  const lines = [...warnings, `${name} configured`];
  return { lines, isError: false, operation: { set, operation: applyOf(answer.object) } };
}

function invalidText({ gvk, name }: InputObject, errors: readonly FieldError[]): string[] {
  return kubectlInvalidText({ gvk, name }, errors).trimEnd().split("\n");
}

/** `statefulset.apps/web`, `service/nginx`. */
function kubectlName({ gvk, name }: InputObject): string {
  const [apiVersion = "", kind = ""] = gvk.split(" ");
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : `.${apiVersion.slice(0, slash)}`;
  return `${kind.toLowerCase()}${group}/${name}`;
}

function otherVerb(object: InputObject, others: ObjectIndex | undefined): string {
  const before = others?.find(object.gvk, object.namespace, object.name);
  if (before === undefined) return "created";
  const same = isEqual(lastApplied(inNamespace(before)), lastApplied(inNamespace(object)));
  return same || isEqual(before.stored, object.stored) ? "unchanged" : "configured";
}
