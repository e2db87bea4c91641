import { UsageError } from "../../model/errors.ts";
import type { JsonObject } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { setImage } from "../../simulate/operations.ts";
import { behindWords, changeSets, type Wish } from "./change-set.ts";
import { resourceArguments } from "./resource-arguments.ts";
import type { VerbSpec } from "./verb.ts";

export const setImageVerb: VerbSpec = {
  name: "set image",
  options: [{ flags: "--all", summary: "all StatefulSets of the input", group: "Options" }],
  prepare({ words }) {
    const first = words.findIndex((word) => word.includes("="));
    const named = first < 0 ? words : words.slice(0, first);
    const images = pairsOf(first < 0 ? [] : words.slice(first));
    const resources = resourceArguments({ words: named, kindAlone: "all" });
    return (world) =>
      changeSets(
        world,
        resources,
        (stored) => wishFor(stored, images),
        behindWords("failed to patch image update to pod template"),
      );
  },
};

/** Containers that are not there are errors, and the others get their images all the same. */
function wishFor(stored: JsonObject, images: Readonly<Record<string, string>>): Wish {
  const podSpec = objectAt(stored, "spec", "template", "spec");
  const containers = [...listAt(podSpec, "initContainers"), ...listAt(podSpec, "containers")];
  const names = new Set(["*", ...containers.map((container) => textAt(container, "name"))]);
  const errors = Object.keys(images)
    .filter((name) => !names.has(name))
    .map((name) => `error: unable to find container named ${JSON.stringify(name)}`);
  const known = Object.fromEntries(Object.entries(images).filter(([name]) => names.has(name)));
  const result = setImage(stored, known);
  const operation = "error" in result ? undefined : result.operations[0];
  if ("error" in result || operation === undefined || !("apply" in operation)) {
    return { lines: errors, isError: errors.length > 0 };
  }
  return { next: operation.apply, line: result.message, errors };
}

/** `nginx=nginx:1.9` and so on. Throws `UsageError` with kubectl's text. */
function pairsOf(words: readonly string[]): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals < 0) throw new UsageError(`all resources must be specified before image changes: ${word}`);
    if (equals === 0) throw new UsageError(`invalid image format: ${word}`);
    pairs[word.slice(0, equals)] = word.slice(equals + 1);
  }
  const names = Object.keys(pairs);
  if (names.length === 0) throw new UsageError("at least one image update is required", "NAME=IMAGE");
  if (names.length > 1 && names.includes("*")) {
    throw new UsageError(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  }
  return pairs;
}
