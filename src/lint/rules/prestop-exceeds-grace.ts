import type { JsonObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const prestopExceedsGrace = defineRule({
  id: "STS423",
  name: "prestop-exceeds-grace",
  severity: "warning",
  summary: "the preStop hook sleeps as long as the grace period, or longer",
  rationale:
    "The grace period covers hook and shutdown together. When the hook uses it up, the application gets no time to stop cleanly: it is killed while members hand over or flush.",
  sources: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow"],
  *check(set) {
    const grace = numberAt(set.podSpec, "terminationGracePeriodSeconds") ?? 30;
    if (grace === 0) return;
    for (const container of set.containers) {
      const hook = objectAt(container.value, "lifecycle", "preStop");
      const seconds = sleepOf(hook);
      if (seconds === undefined || seconds < grace) continue;
      yield {
        object: set.object,
        at: [...container.at, "lifecycle", "preStop"],
        target: "key",
        message: `The preStop hook of container ${code(container.name)} sleeps ${seconds} s, but the grace period of the Pod is ${grace} s: the application is killed without time to stop.`,
        help: `Set ${code("terminationGracePeriodSeconds")} well above ${seconds}.`,
      };
    }
  },
});

/** `sleep` as an action, or as the only thing that a command does. */
function sleepOf(hook: JsonObject): number | undefined {
  const seconds = numberAt(hook, "sleep", "seconds");
  if (seconds !== undefined) return seconds;
  const command = listAt(hook, "exec", "command").join(" ");
  const match = /(?:^|[\s;&])sleep\s+(\d+)\s*(?:$|[;&])/.exec(command);
  return match ? Number(match[1]) : undefined;
}
