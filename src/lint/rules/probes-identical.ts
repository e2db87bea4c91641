import { isObject, type JsonValue } from "../../model/json.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const probesIdentical = defineRule({
  id: "STS421",
  name: "probes-identical",
  severity: "info",
  optIn: true,
  summary: "liveness and readiness probe of a container are the same",
  rationale:
    "A member that is busy (recovering, replaying a log, waiting for its peers) should be left out of the Service, not killed. With one probe for both it is restarted at the moment when it stops being ready, and starts recovering anew.",
  sources: ["kube-score: pod-probes-identical"],
  *check(set) {
    for (const container of set.containers) {
      const { livenessProbe, readinessProbe } = container.value;
      if (!isObject(livenessProbe) || !isObject(readinessProbe)) continue;
      if (stableText(livenessProbe) !== stableText(readinessProbe)) continue;
      yield {
        object: set.object,
        at: [...container.at, "livenessProbe"],
        target: "key",
        message: `Container ${code(container.name)} has the same liveness and readiness probe: it is restarted as soon as it is not ready.`,
        help: "Let the liveness probe ask less (is the process alive?) or wait longer, and add a `startupProbe` for slow starts.",
      };
    }
  },
});

function stableText(value: JsonValue): string {
  return JSON.stringify(value, (_, entry) =>
    isObject(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))) : String(entry),
  );
}
