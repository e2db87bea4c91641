import type { JsonObject } from "../../model/json.ts";
import { objectAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code, codeList } from "../wording.ts";

/** In-line volume sources that carry an identity, and the fields that do. */
const CREDENTIAL_FIELDS: Readonly<Record<string, readonly string[]>> = {
  rbd: ["monitors", "user", "keyring", "secretRef"],
  cephfs: ["monitors", "user", "secretFile", "secretRef"],
  iscsi: ["targetPortal", "initiatorName", "secretRef"],
  scaleIO: ["gateway", "system", "secretRef"],
  storageos: ["volumeName", "secretRef"],
  quobyte: ["registry", "user", "group"],
  azureFile: ["secretName", "shareName"],
  flexVolume: ["driver", "options", "secretRef"],
};
/** Without one of these the source names a place, but no identity. */
const SECRETS = ["user", "keyring", "secretFile", "secretRef", "secretName"];

export const inlineStorageCredentials = defineRule({
  id: "STS313",
  name: "inline-storage-credentials",
  severity: "warning",
  summary: "the Pod template names storage servers, user and key instead of a claim",
  rationale:
    "Everybody who may read the manifest or the Pods learns where the storage is and whose key opens it, each cluster needs another manifest, and all replicas mount the same volume. A claim keeps servers and credentials in the PersistentVolume or StorageClass. `rbd` and `cephfs` in Pods do not work any more since 1.31.",
  sources: ["https://kubernetes.io/docs/concepts/storage/volumes/#rbd", "kubernetes/kubernetes#124546"],
  *check(set) {
    for (const volume of set.volumes) {
      if (set.claimTemplates.some((template) => template.name === volume.name)) continue;
      for (const [type, fields] of Object.entries(CREDENTIAL_FIELDS)) {
        const source: JsonObject = objectAt(volume.value, type);
        const named = fields.filter(
          (field) => source[field] !== undefined && field in writtenSource(set, volume.at, type),
        );
        if (!named.some((field) => SECRETS.includes(field))) continue;
        const first = named.find((field) => SECRETS.includes(field)) ?? type;
        yield {
          object: set.object,
          at: [...volume.at, type, first],
          target: "key",
          message: `Volume ${code(volume.name)} of ${code(set.name)} spells out its storage (${code(type)}: ${codeList(named)}): every reader of the manifest sees it${set.replicas > 1 ? `, and all ${set.replicas} Pods mount the same volume` : ""}.`,
          help: "Use a `volumeClaimTemplates` entry (one volume for each Pod) and keep servers and credentials in the StorageClass or PersistentVolume.",
        };
      }
    }
  },
});

/** Defaults such as `user: admin` are the server's words, not the author's. */
function writtenSource(set: { written: JsonObject }, at: readonly (string | number)[], type: string): JsonObject {
  return objectAt(set.written, ...at.slice(1), type);
}
