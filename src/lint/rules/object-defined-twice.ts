import { defineObjectRule } from "../rule.ts";
import { code } from "../wording.ts";

export const objectDefinedTwice = defineObjectRule({
  id: "STS120",
  name: "object-defined-twice",
  severity: "warning",
  on: "Any",
  summary: "one file holds two objects of the same kind, namespace and name",
  rationale: "`kubectl apply` sends both; the last one wins, and each run changes the object twice.",
  sources: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  *check(object, { index }) {
    if (object.name === "") return;
    const first = index.earlierTwin(object);
    if (first === undefined) return;
    yield {
      object,
      at: ["metadata", "name"],
      target: "value",
      message: `${object.manifest.kind} ${code(object.name)} stands in this file twice: what is applied last wins.`,
      help: "Remove one, or give it another name.",
      related: [{ object: first, at: ["metadata", "name"], target: "value", message: "first here" }],
    };
  },
});
