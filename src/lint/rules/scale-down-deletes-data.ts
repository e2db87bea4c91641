import { textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code, codeList, ordinalRange } from "../wording.ts";

export const scaleDownDeletesData = defineRule({
  id: "STS301",
  name: "scale-down-deletes-data",
  severity: "info",
  summary: "`whenScaled: Delete`: a scale-down removes claims; a warning when an autoscaler may do it",
  rationale:
    "Each Pod that a scale-down removes takes its claims with it. A typing error in `replicas`, or an autoscaler, then deletes data. Taking the scale-down back in time does not help in OrderedReady: the new Pod waits for the old claim to go, and comes up empty.",
  sources: ["KEP-1847", "openshift/openshift-docs#66118"],
  *check(set, { index }) {
    const policy = textAt(set.spec, "persistentVolumeClaimRetentionPolicy", "whenScaled");
    if (policy !== "Delete" || set.claimTemplates.length === 0) return;
    const [autoscaler] = index.autoscalersOf(set);
    const names = codeList(set.claimTemplates.map((template) => template.name));
    yield {
      object: set.object,
      at: ["spec", "persistentVolumeClaimRetentionPolicy", "whenScaled"],
      target: "value",
      severity: autoscaler || set.replicas === 0 ? "warning" : "info",
      message: `A scale-down of ${code(set.name)} deletes the claims of the Pods that go (${names})${
        autoscaler ? `, and ${autoscaler.manifest.kind} ${code(autoscaler.name)} scales it` : ""
      }${set.replicas > 1 ? `: from ${set.replicas} to 1 that is the data of ${ordinalRange(set.name, set.start + 1, set.start + set.replicas - 1)}` : ""}.`,
      help: "Use `whenScaled: Retain` unless the data can be made again.",
      related: autoscaler
        ? [
            {
              object: autoscaler,
              at: ["spec"],
              target: "key",
              message: `${autoscaler.manifest.kind} that scales the set`,
            },
          ]
        : [],
    };
  },
});
