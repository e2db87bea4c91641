import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const partitionBeyondReplicas = defineRule({
  id: "STS402",
  name: "partition-beyond-replicas",
  severity: "warning",
  summary: "`partition` is as large as `replicas`, or larger",
  rationale:
    "Only Pods with an ordinal at or above the partition are updated: there is none. A new image is accepted and never rolled out; `kubectl rollout status` says `partitioned roll out complete: 0 new pods`, and tools that wait for updated Pods wait for ever.",
  sources: ["helm/helm#8674", "helm/helm#10387", "kubernetes/kubernetes#72212"],
  *check(set) {
    if (set.strategy !== "RollingUpdate" || set.partition < 1) return;
    if (set.replicas === 0 || set.partition < set.replicas) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate", "partition"],
      target: "value",
      message: `With ${code(`partition: ${set.partition}`)} and ${code(`replicas: ${set.replicas}`)} no Pod of ${code(set.name)} is ever updated.`,
      help: `Lower ${code("partition")}: ${set.replicas - 1} updates one Pod, 0 updates all.`,
    };
  },
});
