import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const partitionCountsFromStart = defineRule({
  id: "STS404",
  name: "partition-counts-from-start",
  severity: "info",
  summary: "`partition` together with `ordinals.start`",
  rationale:
    "The controller counts the partition from the start ordinal: Pods from `start + partition` on are updated. Descriptions of the field speak of the ordinal itself, and other controllers take it so.",
  sources: ["KEP-3335", "openkruise/kruise#1749"],
  *check(set) {
    if (set.strategy !== "RollingUpdate" || set.partition < 1 || set.start < 1 || set.partition >= set.replicas) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate", "partition"],
      target: "value",
      message: `${code(`partition: ${set.partition}`)} counts from ${code(`ordinals.start: ${set.start}`)}: ${code(`${set.name}-${set.start + set.partition}`)} and above are updated, not ${code(`${set.name}-${set.partition}`)} and above.`,
      help: `Check that ordinal ${set.start + set.partition} is the one that is meant.`,
      related: [
        { object: set.object, at: ["spec", "ordinals", "start"], target: "value", message: "ordinals begin here" },
      ],
    };
  },
});
