import { objectAt, textMapAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

export const defaultClassReliedOn = defineRule({
  id: "STS310",
  name: "default-class-relied-on",
  severity: "info",
  optIn: true,
  summary: "a claim template names no StorageClass",
  rationale:
    "The claims then get the cluster's default class, whatever that is; on a cluster without one they stay Pending, and the first Pod with them.",
  sources: ["https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass"],
  *check(set) {
    for (const template of set.claimTemplates) {
      if (objectAt(template.value, "spec").storageClassName !== undefined) continue;
      if (objectAt(template.value, "spec").volumeName !== undefined) continue;
      if (CLASS_ANNOTATION in textMapAt(template.value, "metadata", "annotations")) continue;
      yield {
        object: set.object,
        at: [...template.at, "spec"],
        target: "key",
        message: `Claim template ${code(template.name)} names no StorageClass: its claims depend on the cluster's default class, and stay Pending where there is none.`,
        help: "Add `storageClassName`.",
      };
    }
  },
});
