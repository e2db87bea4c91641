import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const singleReplicaUpdate = defineRule({
  id: "STS418",
  name: "single-replica-update",
  severity: "info",
  optIn: true,
  summary: "one replica: every update is an outage",
  rationale:
    "A set has no surge: the old Pod must be gone before the new one with the same name can be created. With one replica nothing serves in between.",
  sources: ["kubernetes/kubernetes#67092"],
  *check(set) {
    if (set.replicas !== 1) return;
    yield {
      object: set.object,
      at: ["spec", "replicas"],
      target: "value",
      message: `${code(set.name)} has one replica: every update, drain or eviction is an outage for as long as the Pod needs to stop and start.`,
      help: "Run several replicas if the application can, or plan the outage.",
    };
  },
});
