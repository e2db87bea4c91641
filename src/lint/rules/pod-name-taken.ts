import { labelsMeetAll, requirementsOf } from "../../kubernetes/label-selector.ts";
import { listAt, textAt, textMapAt } from "../../model/json-read.ts";
import { splitPodName } from "../pod-labels.ts";
import { defineObjectRule } from "../rule.ts";
import { ordinalsOf } from "../set-view.ts";
import { code } from "../wording.ts";

export const podNameTaken = defineObjectRule({
  id: "STS122",
  name: "pod-name-taken",
  severity: "error",
  on: "Pod",
  summary: "a bare Pod has the name of one that a set wants to create",
  rationale:
    "With the set's labels the Pod is adopted, whatever it runs. With others it blocks its name: the controller tries for ever to create the Pod, no event says so, and in OrderedReady nothing above it is created.",
  sources: ["kubernetes/kubernetes#36859"],
  *check(pod, { index }) {
    const parts = splitPodName(pod.name);
    const set = parts && index.findSet(parts.set, pod);
    const ordinals = set && ordinalsOf(set);
    if (!parts || !set || !ordinals || parts.ordinal < ordinals.first || parts.ordinal > ordinals.last) return;
    const owned = listAt(pod.stored, "metadata", "ownerReferences").some(
      (owner) => textAt(owner, "kind") === "StatefulSet",
    );
    if (owned) return;
    const adopted = labelsMeetAll(requirementsOf(set.selector), textMapAt(pod.stored, "metadata", "labels"));
    yield {
      object: pod,
      at: ["metadata", "name"],
      target: "value",
      severity: adopted ? "warning" : "error",
      message: adopted
        ? `Pod ${code(pod.name)} has the name and the labels of a Pod of ${code(set.name)}: the set adopts it and replaces it at the next rollout.`
        : `Pod ${code(pod.name)} has the name of a Pod that ${code(set.name)} wants to create, but not its labels: the set can never create it.`,
      help: "Give the Pod another name.",
      related: [
        {
          object: set.object,
          at: ["metadata", "name"],
          target: "value",
          message: `the set that wants ${code(pod.name)}`,
        },
      ],
    };
  },
});
