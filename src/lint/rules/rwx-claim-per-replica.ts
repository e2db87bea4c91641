import { listAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const rwxClaimPerReplica = defineRule({
  id: "STS309",
  name: "rwx-claim-per-replica",
  severity: "info",
  optIn: true,
  summary: "a claim template asks for ReadWriteMany",
  rationale:
    "Each replica gets a claim of its own and is the only one to mount it, so ReadWriteMany is not needed. It rules out most block storage and is not what shares one volume between replicas.",
  sources: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  *check(set) {
    for (const template of set.claimTemplates) {
      const modes = listAt(template.value, "spec", "accessModes");
      const position = modes.indexOf("ReadWriteMany");
      if (position < 0 || modes.includes("ReadWriteOnce")) continue;
      yield {
        object: set.object,
        at: [...template.at, "spec", "accessModes", position],
        target: "value",
        message: `Claim template ${code(template.name)} asks for ReadWriteMany, but each Pod of ${code(set.name)} gets a claim of its own.`,
        help: "ReadWriteOnce is enough. To share one volume between all replicas, mount one PersistentVolumeClaim in the Pod template.",
      };
    }
  },
});
