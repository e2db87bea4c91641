import type { JsonObject } from "../../model/json.ts";
import { numberAt, objectAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

/** A store that replays its log or checks its files easily needs longer. */
const SHORT_SECONDS = 60;

export const livenessKillsSlowStart = defineRule({
  id: "STS422",
  name: "liveness-kills-slow-start",
  severity: "info",
  optIn: true,
  summary: "a liveness probe that gives a Pod with data less than a minute to start, and no startup probe",
  rationale:
    "After a crash a store first recovers. A liveness probe that runs out before that restarts the container, which starts the recovery anew: the Pod never gets ready, and the set stands still at its ordinal.",
  sources: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes",
  ],
  *check(set) {
    if (set.claimTemplates.length === 0) return;
    for (const container of set.containers) {
      if (container.value.livenessProbe === undefined || container.value.startupProbe !== undefined) continue;
      const seconds = patienceOf(objectAt(container.value, "livenessProbe"));
      if (seconds >= SHORT_SECONDS) continue;
      yield {
        object: set.object,
        at: [...container.at, "livenessProbe"],
        target: "key",
        message: `Container ${code(container.name)} keeps data and is restarted when it does not answer within ${seconds} s of its start: a long recovery never ends.`,
        help: "Add a `startupProbe` with a generous `failureThreshold`; the liveness probe then begins after it.",
      };
    }
  },
});

function patienceOf(probe: JsonObject): number {
  const delay = numberAt(probe, "initialDelaySeconds") ?? 0;
  const period = numberAt(probe, "periodSeconds") ?? 10;
  return delay + period * (numberAt(probe, "failureThreshold") ?? 3);
}
