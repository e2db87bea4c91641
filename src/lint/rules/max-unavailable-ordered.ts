import { isEnabled } from "../../kubernetes/versions/version.ts";
import { maxUnavailableOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const maxUnavailableOrdered = defineRule({
  id: "STS411",
  name: "max-unavailable-ordered",
  severity: "info",
  summary: "`maxUnavailable` above 1 with OrderedReady",
  rationale:
    "Pods are deleted in batches, but created again one after the other, each ready before the next: the rollout hardly gets faster, while more Pods are down at a time.",
  sources: ["kubernetes/kubernetes#124408", "KEP-961"],
  *check(set, { version }) {
    const effective = maxUnavailableOf(set) ?? 1;
    if (effective < 2 || set.isParallel || set.replicas < 2 || set.strategy !== "RollingUpdate") return;
    if (!isEnabled(version, "MaxUnavailableStatefulSet")) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"],
      target: "value",
      message: `${code(set.name)} is OrderedReady: an update deletes ${effective} Pods at once but creates them again one by one, so that more are down for hardly less time.`,
      help: "Use `podManagementPolicy: Parallel` (only for a new set: it is immutable), or leave `maxUnavailable` at 1.",
    };
  },
});
