import { numberAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const negativeHistoryLimit = defineRule({
  id: "STS424",
  name: "negative-history-limit",
  severity: "warning",
  restates: /^spec\.revisionHistoryLimit$/,
  summary: "`revisionHistoryLimit` below 0",
  rationale:
    "A negative limit keeps every old ControllerRevision for ever. Early patches of 1.32 and older versions crashed the controller manager over it, for all sets of the cluster.",
  sources: ["kubernetes/kubernetes#129018", "kubernetes/kubernetes#129301"],
  *check(set) {
    const limit = numberAt(set.spec, "revisionHistoryLimit") ?? 0;
    if (limit >= 0) return;
    yield {
      object: set.object,
      at: ["spec", "revisionHistoryLimit"],
      target: "value",
      message: `${code(`revisionHistoryLimit: ${limit}`)} keeps all old revisions of ${code(set.name)} for ever, and crashes controller managers before the fix of kubernetes#129301.`,
      help: "Use 0 or more; 10 is the default.",
    };
  },
});
