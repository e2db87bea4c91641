import { isEnabled } from "../../kubernetes/versions/version.ts";
import { objectAt } from "../../model/json-read.ts";
import { maxUnavailableOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import { code, count } from "../wording.ts";

export const maxUnavailableRounding = defineRule({
  id: "STS410",
  name: "max-unavailable-rounding",
  severity: "info",
  summary: "`maxUnavailable` in percent that does not come out even",
  rationale:
    "The controller rounds down, but to 1 at least. The field's description said up to 1.35 that it rounds up.",
  sources: [
    "KEP-961",
    "getStatefulSetMaxUnavailable, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0",
  ],
  *check(set, { version }) {
    const written = objectAt(set.written, "updateStrategy", "rollingUpdate").maxUnavailable;
    const effective = maxUnavailableOf(set);
    if (typeof written !== "string" || effective === undefined) return;
    if (!isEnabled(version, "MaxUnavailableStatefulSet")) return;
    const exact = (Number(written.slice(0, -1)) * set.replicas) / 100;
    if (exact === effective || set.replicas < 1) return;
    yield {
      object: set.object,
      at: ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"],
      target: "value",
      message: `${code(written)} of ${count(set.replicas, "replica")} is ${exact}; the controller takes down ${effective} at a time.`,
      help: `Write ${code(effective)} to say so, or a percentage that comes out even.`,
    };
  },
});
