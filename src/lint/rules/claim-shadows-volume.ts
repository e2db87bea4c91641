import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const claimShadowsVolume = defineRule({
  id: "STS106",
  name: "claim-shadows-volume",
  severity: "warning",
  summary: "a volume of the Pod template has the name of a claim template",
  rationale:
    "The controller puts the claim in the place of the volume, without a word. What the template says about that volume (an `emptyDir`, a fixed claim, a ConfigMap) has no effect.",
  sources: ["updateStorage, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0"],
  *check(set) {
    for (const volume of set.volumes) {
      const template = set.claimTemplates.find((candidate) => candidate.name === volume.name);
      if (template === undefined || volume.name === "") continue;
      yield {
        object: set.object,
        at: [...volume.at, "name"],
        target: "value",
        message: `Volume ${code(volume.name)} of the Pod template has no effect: claim template ${code(template.name)} takes its place in every Pod.`,
        help: "Remove the volume from the template, or give one of the two another name.",
        related: [
          {
            object: set.object,
            at: [...template.at, "metadata", "name"],
            target: "value",
            message: "the claim template that wins",
          },
        ],
      };
    }
  },
});
