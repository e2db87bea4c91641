import { isPartialObject } from "../partial-object.ts";
import { defineObjectRule } from "../rule.ts";
import { code } from "../wording.ts";

export const partialObject = defineObjectRule({
  id: "STS004",
  name: "partial-object",
  severity: "info",
  on: "Any",
  summary: "a document says only part of an object, as patches and assertions do",
  rationale:
    "Such a document cannot be judged by itself: what it lacks stands in its base. Misspelt fields are found all the same. Lint what the patch is laid over (`-k DIR`, or the output of `kustomize build`).",
  sources: [],
  *check(object) {
    if (!isPartialObject(object)) return;
    const { kind } = object.manifest;
    yield {
      object,
      at: ["kind"],
      target: "value",
      message: `${kind} ${code(object.name)} is only part of an object here (a patch?): what it lacks is not judged.`,
      help: "Lint the result of the patch: `sts-plan lint -k DIR`.",
    };
  },
});
