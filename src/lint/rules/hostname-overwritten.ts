import { valueAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { POD_SPEC } from "../set-view.ts";
import { code } from "../wording.ts";

export const hostnameOverwritten = defineRule({
  id: "STS113",
  name: "hostname-overwritten",
  severity: "warning",
  summary: "the Pod template sets `hostname` or `subdomain`",
  rationale:
    "The controller overwrites both in every Pod: `hostname` with the Pod's name, `subdomain` with `serviceName` (with nothing, when there is none). What the template says never takes effect.",
  sources: ["updateIdentity, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0"],
  *check(set) {
    const winners = { hostname: "the Pod's name", subdomain: `\`serviceName\` (${code(set.serviceName)})` };
    for (const [field, winner] of Object.entries(winners)) {
      const value = valueAt(set.podSpec, field);
      if (typeof value !== "string" || value === "" || (field === "subdomain" && value === set.serviceName)) continue;
      yield {
        object: set.object,
        at: [...POD_SPEC, field],
        target: "key",
        message: `${code(`${field}: ${value}`)} in the Pod template of ${code(set.name)} has no effect: the controller writes ${winner} in its place.`,
        help: "Remove the field.",
      };
    }
  },
});
