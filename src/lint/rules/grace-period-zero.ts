import { numberAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { POD_SPEC } from "../set-view.ts";
import { code } from "../wording.ts";

export const gracePeriodZero = defineRule({
  id: "STS416",
  name: "grace-period-zero",
  severity: "warning",
  summary: "`terminationGracePeriodSeconds: 0`",
  rationale:
    "A Pod deleted with no grace period vanishes from the API at once, before the kubelet has stopped it. The controller creates its successor while the old process may still run: two Pods with one identity write to one volume. The documentation calls it unsafe for sets.",
  sources: ["kubernetes/kubernetes#36034", "kubernetes/kubernetes#120671", "clowdhaus/eksup#8"],
  *check(set) {
    if (numberAt(set.podSpec, "terminationGracePeriodSeconds") !== 0) return;
    yield {
      object: set.object,
      at: [...POD_SPEC, "terminationGracePeriodSeconds"],
      target: "value",
      message: `Pods of ${code(set.name)} are force-deleted (grace period 0): a replacement can start while the old Pod still runs, with the same name and volume.`,
      help: "Give the application time to stop: 30 is the default; 1 keeps the promise of at most one Pod per name.",
    };
  },
});
