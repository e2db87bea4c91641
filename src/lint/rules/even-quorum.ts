import { QUORUM_ANNOTATION, quorumOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code, count } from "../wording.ts";

export const evenQuorum = defineRule({
  id: "STS504",
  name: "even-quorum",
  severity: "info",
  summary: "an even number of members in a system that votes",
  rationale:
    "An even member adds nothing: 4 members stand the loss of one as 3 do, and 2 stand none. It only makes ties possible.",
  sources: ["https://etcd.io/docs/v3.5/faq/#why-an-odd-number-of-cluster-members"],
  *check(set) {
    const quorum = quorumOf(set);
    if (quorum === undefined || set.replicas < 2 || set.replicas % 2 === 1) return;
    const spare = set.replicas - quorum.needed;
    yield {
      object: set.object,
      at: ["spec", "replicas"],
      target: "value",
      message: `${code(set.name)} has ${set.replicas} members of a system that votes (${code(quorum.system)}): it stands the loss of ${count(spare, "member")}, no more than ${set.replicas - 1} would.`,
      help: `Use ${set.replicas - 1} or ${set.replicas + 1}. If the members do not vote, say so: ${code(`${QUORUM_ANNOTATION}: "false"`)}.`,
    };
  },
});
