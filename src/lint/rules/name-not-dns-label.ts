import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const nameNotDnsLabel = defineRule({
  id: "STS103",
  name: "name-not-dns-label",
  severity: "error",
  summary: "the set's name contains dots",
  rationale:
    "Other objects may have dots in their names, a set may not: its name becomes the hostname of its Pods. Servers since 1.27 refuse it at creation; older sets with such a name exist and cannot get new Pods.",
  sources: ["kubernetes/kubernetes#114172"],
  restates: /^metadata\.name$/,
  *check(set) {
    if (!set.name.includes(".")) return;
    yield {
      object: set.object,
      at: ["metadata", "name"],
      target: "value",
      message: `The name ${code(set.name)} contains dots, but it becomes the hostname of the Pods: the API server refuses it.`,
      help: `Write ${code(set.name.replaceAll(".", "-"))}.`,
    };
  },
});
