import { isEnabled } from "../../kubernetes/versions/version.ts";
import { maxUnavailableOf, quorumOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const quorumLost = defineRule({
  id: "STS503",
  name: "quorum-lost",
  severity: "error",
  summary: "an update may take down more members than the quorum stands",
  rationale:
    "Systems that vote need a majority of their members. With `maxUnavailable` above that, or the strategy Recreate, an ordinary update leaves too few: the cluster stops writing, or elects anew in the middle of the rollout.",
  sources: ["kubernetes/kubernetes#51907", "strimzi/strimzi-kafka-operator#5317"],
  *check(set, { version }) {
    const quorum = quorumOf(set);
    if (quorum === undefined || set.replicas < 3) return;
    const isRecreate = set.strategy === "Recreate" && isEnabled(version, "StatefulSetRecreateStrategy");
    const budget = isEnabled(version, "MaxUnavailableStatefulSet") ? (maxUnavailableOf(set) ?? 1) : 1;
    const down = isRecreate ? set.replicas : Math.min(budget, set.replicas);
    if (set.replicas - down >= quorum.needed || (set.strategy !== "RollingUpdate" && !isRecreate)) return;
    yield {
      object: set.object,
      at: isRecreate
        ? ["spec", "updateStrategy", "type"]
        : ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"],
      target: "value",
      message: `An update of ${code(set.name)} takes down ${down} of ${set.replicas} members at once and leaves ${set.replicas - down}, but ${code(quorum.system)} needs ${quorum.needed}: the quorum is lost.`,
      help: `Let at most ${Math.max(1, set.replicas - quorum.needed)} be unavailable; for members that vote 1 is usual.`,
    };
  },
});
