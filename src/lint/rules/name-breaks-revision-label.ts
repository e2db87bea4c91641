import { revisionName } from "../../kubernetes/revision.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

/** 63, less the dash and the ten characters that most hashes have. */
const LONGEST_SAFE = 52;
const LONGEST_LABEL = 63;

export const nameBreaksRevisionLabel = defineRule({
  id: "STS101",
  name: "name-breaks-revision-label",
  severity: "error",
  summary: "the set's name leaves no room for the revision hash in a label value",
  rationale:
    "Each Pod carries the label `controller-revision-hash: <set>-<hash>`, at most 63 characters. Hashes have up to 10 characters, so 52 are always safe for the name. With more, it depends on the hash of each template: an update of a running set can delete the top Pod and then be unable to create it again. `kubectl apply` reports nothing; only the set's events do.",
  sources: ["kubernetes/kubernetes#64023", "kubernetes/kubernetes#79337"],
  *check(set, { version }) {
    const { length } = set.name;
    if (length <= LONGEST_SAFE || length > LONGEST_LABEL) return;
    const revision = set.object.accepted ? revisionName(set.object.stored, 0, version) : "";
    const isCertain = revision.length > LONGEST_LABEL;
    yield {
      object: set.object,
      at: ["metadata", "name"],
      target: "value",
      message: isCertain
        ? `The name ${code(set.name)} has ${length} characters, so the revision ${code(revision)} has ${revision.length}: as the value of the label ${code("controller-revision-hash")} it may have ${LONGEST_LABEL}. No Pod can ever be created.`
        : `The name ${code(set.name)} has ${length} characters: with a revision hash of up to 10 the label ${code("controller-revision-hash")} can exceed ${LONGEST_LABEL}${revision === "" ? "" : ` (this template's, ${code(revision)}, just fits)`}, and Pods of such a revision cannot be created.`,
      help: `Shorten the name to ${LONGEST_SAFE} characters or fewer.`,
    };
  },
});
