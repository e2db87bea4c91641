import type { InputObject } from "../../model/inventory.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const sharedClaimAcrossReplicas = defineRule({
  id: "STS314",
  name: "shared-claim-across-replicas",
  severity: "warning",
  summary: "the Pod template mounts one fixed claim, and the set has several replicas",
  rationale:
    "All replicas use the same volume. With ReadWriteOnce the second Pod on another node waits for ever (`Multi-Attach error`), and in OrderedReady so does everything after it; with ReadWriteMany the replicas write over each other unless they are made for it.",
  sources: [
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    "KICS: StatefulSet claim access mode",
  ],
  *check(set, { index }) {
    if (set.replicas < 2) return;
    for (const volume of set.volumes) {
      const claimName = textAt(volume.value, "persistentVolumeClaim", "claimName");
      if (claimName === "" || set.claimTemplates.some((template) => template.name === volume.name)) continue;
      const claim = index.find("PersistentVolumeClaim", claimName, set.object);
      const isShared = claim !== undefined && sharesByDesign(claim);
      yield {
        object: set.object,
        at: [...volume.at, "persistentVolumeClaim", "claimName"],
        target: "value",
        severity: isShared ? "info" : "warning",
        message: `All ${set.replicas} Pods of ${code(set.name)} mount the one claim ${code(claimName)}${
          isShared ? "" : ": unless it is ReadWriteMany, Pods on other nodes never start"
        }.`,
        help: "For a volume of its own in each Pod, use `volumeClaimTemplates`.",
        related: claim
          ? [
              {
                object: claim,
                at: ["spec", "accessModes"],
                target: "value",
                message: `access modes of ${code(claimName)}`,
              },
            ]
          : [],
      };
    }
  },
});

function sharesByDesign(claim: InputObject): boolean {
  const modes = listAt(claim.stored, "spec", "accessModes");
  return modes.includes("ReadWriteMany") || modes.includes("ReadOnlyMany");
}
