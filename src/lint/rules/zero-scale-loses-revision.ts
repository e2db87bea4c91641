import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const zeroScaleLosesRevision = defineRule({
  id: "STS405",
  name: "zero-scale-loses-revision",
  severity: "warning",
  summary: "no replicas, while a partition should keep an old revision",
  rationale:
    "With no Pod left, the controller takes the update revision for the current one. When the set is scaled up again, the Pods below the partition come up with the new revision, not with the one that the partition kept.",
  sources: ["kubernetes/kubernetes#121534"],
  *check(set) {
    if (set.replicas !== 0 || set.partition < 1 || set.strategy !== "RollingUpdate") return;
    yield {
      object: set.object,
      at: ["spec", "replicas"],
      target: "value",
      message: `At 0 replicas ${code(set.name)} forgets the old revision that ${code(`partition: ${set.partition}`)} keeps: scaled up again, all Pods have the new one.`,
      help: "Keep at least one replica, or finish the rollout first (`partition: 0`).",
      related: [
        {
          object: set.object,
          at: ["spec", "updateStrategy", "rollingUpdate", "partition"],
          target: "value",
          message: "the partition",
        },
      ],
    };
  },
});
