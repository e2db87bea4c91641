import { numberAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { POD_SPEC } from "../set-view.ts";
import { code } from "../wording.ts";

export const noReadinessGate = defineRule({
  id: "STS417",
  name: "no-readiness-gate",
  severity: "warning",
  optIn: true,
  summary: "no container has a readiness probe, and `minReadySeconds` is 0",
  rationale:
    "A Pod without readiness probe is ready as soon as its containers run. The controller moves on at once: a member that is still loading, or about to crash, counts as healthy, and the rollout takes down the next one.",
  sources: ["kubernetes/kubernetes#69091"],
  *check(set) {
    if (set.replicas < 2 || (numberAt(set.spec, "minReadySeconds") ?? 0) > 0) return;
    if (set.strategy === "OnDelete" || set.containers.length === 0) return;
    if (set.containers.some((container) => container.value.readinessProbe !== undefined)) return;
    yield {
      object: set.object,
      at: [...POD_SPEC, "containers"],
      target: "key",
      message: `No container of ${code(set.name)} has a readiness probe and ${code("minReadySeconds")} is 0: a rollout goes on to the next Pod as soon as the containers have started.`,
      help: "Add a `readinessProbe` to the main container, or set `minReadySeconds`.",
    };
  },
});
