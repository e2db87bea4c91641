import { defineRule } from "../rule.ts";
import { ordinalsOf } from "../set-view.ts";
import { code } from "../wording.ts";

const LONGEST_LABEL = 63;

export const podHostnameTooLong = defineRule({
  id: "STS102",
  name: "pod-hostname-too-long",
  severity: "error",
  summary: "the name of a planned Pod has more than 63 characters",
  rationale:
    "A Pod's name becomes its hostname and the value of the label `statefulset.kubernetes.io/pod-name`; both end at 63 characters. The API server takes the set and refuses the Pods whose ordinals make the name too long.",
  sources: ["kubernetes/kubernetes#79337"],
  *check(set) {
    const ordinals = ordinalsOf(set);
    if (ordinals === undefined || set.name.length > LONGEST_LABEL) return;
    const longest = `${set.name}-${ordinals.last}`;
    if (longest.length <= LONGEST_LABEL) return;
    yield {
      object: set.object,
      at: ["metadata", "name"],
      target: "value",
      message: `Pod name ${code(longest)} has ${longest.length} characters; as hostname and label value it may have ${LONGEST_LABEL}: that Pod can never be created.`,
      help: `Shorten the set's name by ${longest.length - LONGEST_LABEL} or more; 52 characters are always safe.`,
    };
  },
});
