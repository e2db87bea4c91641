import { isObject } from "../../model/json.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const strategyTypeOnly = defineRule({
  id: "STS426",
  name: "strategy-type-only",
  severity: "info",
  optIn: true,
  summary: "`type: RollingUpdate` without a `rollingUpdate` block",
  rationale:
    "It is not the same as leaving `updateStrategy` out: the server does not fill in `partition: 0`, and a low Pod that is killed during a rollout comes back with the old revision.",
  sources: ["newVersionedStatefulSetPod, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0"],
  *check(set) {
    const strategy = set.written.updateStrategy;
    if (!isObject(strategy) || strategy.type !== "RollingUpdate") return;
    if (strategy.rollingUpdate !== undefined && strategy.rollingUpdate !== null) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "type"],
      target: "value",
      message: `${code(set.name)} says ${code("type: RollingUpdate")} without a ${code("rollingUpdate")} block: a Pod that is killed during a rollout comes back with the old revision.`,
      help: "Add `rollingUpdate: {partition: 0}`, or remove `updateStrategy`.",
    };
  },
});
