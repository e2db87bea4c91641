import { defineRule } from "../rule.ts";
import type { SetView } from "../set-view.ts";
import { code, ordinalRange } from "../wording.ts";

const EXPLAINS = /partition|canary|rollout|stage/i;

export const partitionLeftBehind = defineRule({
  id: "STS403",
  name: "partition-left-behind",
  severity: "warning",
  summary: "`partition` above 0, and no annotation says why",
  rationale:
    "A partition belongs to a rollout under way. Left in the file it keeps the low ordinals on the old revision for ever: security fixes do not reach them, a Pod that is replaced comes back old, and nobody sees it because all are ready.",
  sources: ["kubernetes/kubernetes#70442", "kubernetes/kubernetes#85761"],
  *check(set) {
    if (set.strategy !== "RollingUpdate" || set.partition < 1) return;
    if (set.partition >= set.replicas || isExplained(set)) return;
    const first = set.start;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate", "partition"],
      target: "value",
      message: `${code(`partition: ${set.partition}`)} keeps ${ordinalRange(set.name, first, first + set.partition - 1)} on the old revision; only ${ordinalRange(set.name, first + set.partition, first + set.replicas - 1)} are updated.`,
      help: 'Set it to 0 when the canary is done, or say why it stays: `sts-plan.dev/ignore: "STS403 reason"`.',
    };
  },
});

function isExplained(set: SetView): boolean {
  return Object.keys(set.annotations).some((key) => EXPLAINS.test(key));
}
