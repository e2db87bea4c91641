import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const replicasOnOneNode = defineRule({
  id: "STS511",
  name: "replicas-on-one-node",
  severity: "info",
  optIn: true,
  summary: "several replicas, and nothing keeps them from sharing a node",
  rationale:
    "Without anti-affinity or spread constraints the scheduler may put all replicas on one node; when it goes, so do all of them, and a majority is lost with it.",
  sources: ["kube-score: statefulset-has-host-podantiaffinity", "kube-linter: no-anti-affinity"],
  *check(set) {
    if (set.replicas < 2 || isSpread(set)) return;
    yield {
      object: set.object,
      at: ["spec", "template", "spec"],
      target: "key",
      message: `Nothing keeps the ${set.replicas} Pods of ${code(set.name)} from running on one node.`,
      help: "Add `podAntiAffinity` on `kubernetes.io/hostname`, or a `topologySpreadConstraints` entry.",
    };
  },
});

function isSpread(set: SetView): boolean {
  const affinity = objectAt(set.podSpec, "affinity", "podAntiAffinity");
  if (Object.keys(affinity).length > 0) return true;
  if (listAt(set.podSpec, "topologySpreadConstraints").length > 0) return true;
  return (
    set.containers.some((container) =>
      listAt(container.value, "ports").some((port) => objectAt(port).hostPort !== undefined),
    ) || textAt(set.podSpec, "nodeName") !== ""
  );
}
