import { textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const deleteDeletesData = defineRule({
  id: "STS302",
  name: "delete-deletes-data",
  severity: "info",
  summary: "`whenDeleted: Delete`: deleting the set removes its claims",
  rationale:
    "Claim templates, selector and `serviceName` can only be changed by deleting and re-creating the set. With this policy a plain `kubectl delete` (also by a tool that replaces the object) deletes all claims, and with `reclaimPolicy: Delete` the volumes.",
  sources: ["KEP-1847"],
  *check(set) {
    const policy = textAt(set.spec, "persistentVolumeClaimRetentionPolicy", "whenDeleted");
    if (policy !== "Delete" || set.claimTemplates.length === 0) return;
    yield {
      object: set.object,
      at: ["spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"],
      target: "value",
      message: `Deleting ${code(set.name)} deletes its claims and their data; so does every change that needs the set to be created again.`,
      help: "Use `whenDeleted: Retain` unless the data can be made again, or delete with `--cascade=orphan`.",
    };
  },
});
