import { isEnabled } from "../../kubernetes/versions/version.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const retentionFieldTooNew = defineRule({
  id: "STS303",
  name: "retention-field-too-new",
  severity: "warning",
  summary: "`persistentVolumeClaimRetentionPolicy` where the gate StatefulSetAutoDeletePVC is off",
  rationale: "The API server drops the field without a word: no claim is ever deleted.",
  sources: ["KEP-1847"],
  *check(set, { version }) {
    if (set.written.persistentVolumeClaimRetentionPolicy === undefined) return;
    if (isEnabled(version, "StatefulSetAutoDeletePVC")) return;
    yield {
      object: set.object,
      at: ["spec", "persistentVolumeClaimRetentionPolicy"],
      target: "key",
      message: `${code("persistentVolumeClaimRetentionPolicy")} of ${code(set.name)} has no effect: with the gate StatefulSetAutoDeletePVC off, Kubernetes ${version.name} drops it.`,
      help: "Turn the gate on, or delete claims by hand.",
    };
  },
});
