import { listAt, textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { POD_SPEC } from "../set-view.ts";
import { code } from "../wording.ts";

export const spreadOrderedPvcDeadlock = defineRule({
  id: "STS312",
  name: "spread-ordered-pvc-deadlock",
  severity: "info",
  summary: "a hard spread constraint together with OrderedReady and claims",
  rationale:
    "A claim ties its Pod to the zone or node of its volume. When a low ordinal is missing and the rest has moved, the constraint can forbid exactly the zone where its volume is; in OrderedReady nothing above it is created or updated until somebody steps in.",
  sources: ["kubernetes/kubernetes#128832", "kubernetes/kubernetes#49906"],
  *check(set) {
    if (set.isParallel || set.claimTemplates.length === 0 || set.replicas < 2) return;
    for (const [position, constraint] of listAt(set.podSpec, "topologySpreadConstraints").entries()) {
      if (textAt(constraint, "whenUnsatisfiable") !== "DoNotSchedule") continue;
      yield {
        object: set.object,
        at: [...POD_SPEC, "topologySpreadConstraints", position, "whenUnsatisfiable"],
        target: "value",
        message: `${code(set.name)} spreads its Pods strictly over ${code(textAt(constraint, "topologyKey"))}, but each is tied to its volume's place: a Pod that fits nowhere holds up all higher ordinals.`,
        help: "Use `whenUnsatisfiable: ScheduleAnyway`, or `podManagementPolicy: Parallel`, and a StorageClass with `volumeBindingMode: WaitForFirstConsumer`.",
      };
    }
  },
});
