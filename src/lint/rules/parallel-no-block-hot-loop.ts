import { isEnabled } from "../../kubernetes/versions/version.ts";
import { isObject } from "../../model/json.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const parallelNoBlockHotLoop = defineRule({
  id: "STS425",
  name: "parallel-no-block-hot-loop",
  severity: "warning",
  summary: "Parallel with `type: RollingUpdate` and no `rollingUpdate` block, on a version with an endless loop",
  rationale:
    "In 1.37.0, when a Pod is missing or not available while the template changes, the controller of such a set creates the Pod at the old revision and deletes it again in the same sync, for ever; that also uses up the budget, so that the rollout stops. Writing the block out avoids it, and so does leaving out `updateStrategy` altogether.",
  sources: ["updateStatefulSet, pkg/controller/statefulset/stateful_set_control.go, kubernetes v1.37.0"],
  *check(set, { version }) {
    const strategy = set.written.updateStrategy;
    if (!set.isParallel || !isObject(strategy) || strategy.type !== "RollingUpdate") return;
    if (strategy.rollingUpdate !== undefined && strategy.rollingUpdate !== null) return;
    if (!version.behaviour.parallelUpdateDeletesBrokenFirst || !isEnabled(version, "MaxUnavailableStatefulSet")) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "type"],
      target: "value",
      message: `The Parallel set ${code(set.name)} says ${code("type: RollingUpdate")} without a ${code("rollingUpdate")} block: in Kubernetes ${version.name} an update that meets an unavailable Pod creates and deletes it in an endless loop.`,
      help: "Add `rollingUpdate: {partition: 0}`, or remove `updateStrategy`.",
    };
  },
});
