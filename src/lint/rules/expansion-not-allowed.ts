import { textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const expansionNotAllowed = defineRule({
  id: "STS305",
  name: "expansion-not-allowed",
  severity: "info",
  optIn: true,
  summary: "the StorageClass of a claim template does not allow its volumes to grow",
  rationale:
    "Claims can be grown in place only when their StorageClass says `allowVolumeExpansion: true`. Without it a full disk means moving the data of each replica.",
  sources: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims"],
  *check(set, { index }) {
    for (const template of set.claimTemplates) {
      const name = textAt(template.value, "spec", "storageClassName");
      const storageClass = name === "" ? undefined : index.find("StorageClass", name, set.object);
      if (storageClass === undefined || storageClass.stored.allowVolumeExpansion === true) continue;
      yield {
        object: set.object,
        at: [...template.at, "spec", "storageClassName"],
        target: "value",
        message: `The claims of ${code(template.name)} can never be grown: StorageClass ${code(name)} does not allow it.`,
        help: "Add `allowVolumeExpansion: true` to the StorageClass if its driver can expand volumes.",
        related: [{ object: storageClass, at: ["metadata", "name"], target: "value", message: "the StorageClass" }],
      };
    }
  },
});
