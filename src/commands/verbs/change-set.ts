import { type UpdateAnswer, updateObject } from "../../kubernetes/api-server.ts";
import { isEqual } from "../../kubernetes/is-equal.ts";
import { invalidMessage, kubectlInvalidText } from "../../kubernetes/status-text.ts";
import type { FieldError } from "../../model/field-error.ts";
import type { JsonObject } from "../../model/json.ts";
import { decodeObject } from "../../schema/decode-object.ts";
import { applyOf } from "../../simulate/operations.ts";
import type { LiveSet } from "../live-sets.ts";
import { refusalFindings } from "../server-findings.ts";
import { findSets } from "./find-sets.ts";
import type { ResourceArgument } from "./resource-arguments.ts";
import type { Refusal, SetOperation, VerbAnswer, World } from "./verb.ts";

/** What a command wants of one set: the changed object and kubectl's line when the server takes it; or lines alone. */
export type Wish =
  | {
      readonly next: JsonObject;
      readonly line: string;
      /** What is said before anything is sent. */
      readonly lines?: readonly string[];
      /** What could not be done besides. */
      readonly errors?: readonly string[];
      /** The server's answer, when it has been asked already. */
      readonly answer?: UpdateAnswer;
    }
  | { readonly lines: readonly string[]; readonly isError: boolean };

/** How kubectl words the server's refusal. */
export type RefusalStyle = (name: string, errors: readonly FieldError[]) => string;

/** As most commands do: a list under a head line. */
export const AS_LIST: RefusalStyle = (name, errors) =>
  kubectlInvalidText({ gvk: "apps/v1 StatefulSet", name }, errors).trimEnd();

/** As commands that put the server's message behind words of their own. */
export function behindWords(words: string): RefusalStyle {
  return (name, errors) => `error: ${words}: ${invalidMessage({ gvk: "apps/v1 StatefulSet", name }, errors)}`;
}

/** Changes every set that the arguments name, each as `wish` says, and asks the server. */
export function changeSets(
  world: World,
  resources: readonly ResourceArgument[],
  wish: (stored: JsonObject, live: LiveSet, index: number) => Wish,
  refusal: RefusalStyle = AS_LIST,
): VerbAnswer {
  const { found, missing } = findSets(world, resources);
  const lines: string[] = [];
  const operations: SetOperation[] = [];
  const refused: Refusal[] = [];
  let hasFailed = missing.length > 0;
  for (const index of found) {
    const live = world.sets[index];
    const stored = live?.state.set?.object;
    if (live === undefined || stored === undefined) continue;
    const wanted = wish(stored, live, index);
    lines.push(...(wanted.lines ?? []));
    if (!("next" in wanted)) {
      hasFailed ||= wanted.isError;
      continue;
    }
    const { errors, warnings } = wanted.answer ?? judge(stored, wanted.next, world);
    lines.push(...warnings.map((warning) => `Warning: ${warning}`));
    if (errors.length > 0) {
      lines.push(...refusal(live.name, errors).split("\n"));
      const { manifest } = live.origin;
      refused.push({ set: index, findings: refusalFindings(manifest, live.namespace, errors) });
      hasFailed = true;
      continue;
    }
    lines.push(wanted.line, ...(wanted.errors ?? []));
    hasFailed ||= (wanted.errors ?? []).length > 0;
    if (isEqual(wanted.next, stored)) continue;
    operations.push({ set: index, operation: applyOf(wanted.next) });
  }
  return { lines: [...lines, ...missing], exitStatus: hasFailed ? 1 : 0, operations, about: found, refused };
}

function judge(
  stored: JsonObject,
  next: JsonObject,
  { version }: World,
): { readonly errors: readonly FieldError[]; readonly warnings: readonly string[] } {
  const { object } = decodeObject(next, version.name);
  return object === undefined ? { errors: [], warnings: [] } : updateObject(stored, object, version);
}
