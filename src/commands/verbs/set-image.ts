import { UsageError } from "../../model/errors.ts";
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
        (stored): Wish => {
          const result = setImage(stored, images);
          if ("error" in result) return { lines: [`error: ${result.error}`], isError: true };
          const [operation] = result.operations;
          if (operation === undefined || !("apply" in operation)) return { lines: [], isError: false };
          return { next: operation.apply, line: result.message };
        },
        behindWords("failed to patch image update to pod template"),
      );
  },
};

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
