import { isEnabled } from "../../kubernetes/versions/version.ts";
import { objectAt } from "../../model/json-read.ts";
import { maxUnavailableOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const maxUnavailableGateOff = defineRule({
  id: "STS409",
  name: "max-unavailable-gate-off",
  severity: "warning",
  summary: "`maxUnavailable` on a version that drops it",
  rationale:
    "The gate MaxUnavailableStatefulSet is off up to 1.34, on in 1.35.0 to 1.35.3, off again from 1.35.4 and in 1.36, and on from 1.37. Where it is off the API server drops the field without a word: one Pod at a time, and the file differs from the stored set for ever.",
  sources: ["KEP-961", "kubernetes/kubernetes#137904", "kubernetes/kubernetes#137926", "kubernetes/kubernetes#139466"],
  *check(set, { version }) {
    const written = objectAt(set.written, "updateStrategy", "rollingUpdate").maxUnavailable;
    if (written === undefined || written === null || isEnabled(version, "MaxUnavailableStatefulSet")) return;
    if (maxUnavailableOf(set) === 1) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"],
      target: "key",
      message: `Kubernetes ${version.name} drops ${code(`maxUnavailable: ${String(written)}`)}: ${code(set.name)} is updated one Pod at a time.`,
      help: "Turn on the gate MaxUnavailableStatefulSet, use 1.37, or remove the field.",
    };
  },
});
