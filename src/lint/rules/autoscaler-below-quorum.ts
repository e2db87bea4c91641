import type { FieldPath } from "../../model/field-path.ts";
import type { InputObject } from "../../model/inventory.ts";
import { numberAt, valueAt } from "../../model/json-read.ts";
import { quorumOf } from "../quorum.ts";
import { defineRule } from "../rule.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const autoscalerBelowQuorum = defineRule({
  id: "STS507",
  name: "autoscaler-below-quorum",
  severity: "warning",
  summary: "an autoscaler may scale a set with members or data down without warning them",
  rationale:
    "A scale-down deletes Pods; it does not take members out of a cluster. A system that votes still counts them: below the majority of what it had, it stops. A set with claims and no preStop hook leaves data behind on the claims of the Pods that went.",
  sources: ["cortexproject/cortex-helm-chart#516"],
  *check(set, { index }) {
    for (const autoscaler of index.autoscalersOf(set)) {
      const minimum = minimumOf(autoscaler);
      const members = numberAt(set.written, "replicas") ?? maximumOf(autoscaler);
      const quorum = quorumOf({ ...set, replicas: members });
      const minimumAt = minimumPath(autoscaler);
      const related = [
        { object: set.object, at: ["metadata", "name"], target: "value" as const, message: "the set that it scales" },
      ];
      if (quorum !== undefined && minimum < quorum.needed) {
        yield {
          object: autoscaler,
          at: minimumAt,
          target: "value",
          message: `${autoscaler.manifest.kind} ${code(autoscaler.name)} may scale ${code(set.name)} down to ${minimum}, but ${code(quorum.system)} with ${members} members needs ${quorum.needed} of them.`,
          help: `Set the minimum to ${quorum.needed} or more, or do not autoscale members that vote.`,
          related,
        };
      } else if (set.claimTemplates.length > 0 && minimum < maximumOf(autoscaler) && !hasPreStop(set)) {
        yield {
          object: autoscaler,
          at: ["spec", "scaleTargetRef"],
          target: "key",
          severity: "info",
          message: `${autoscaler.manifest.kind} ${code(autoscaler.name)} scales ${code(set.name)}, whose Pods keep data on claims and have no preStop hook: what a removed Pod holds is left behind.`,
          help: "Drain the member in a preStop hook, or scale by hand.",
          related,
        };
      }
    }
  },
});

function minimumPath(autoscaler: InputObject): FieldPath {
  return ["spec", autoscaler.manifest.kind === "ScaledObject" ? "minReplicaCount" : "minReplicas"];
}

function minimumOf(autoscaler: InputObject): number {
  const ofKind = autoscaler.manifest.kind === "ScaledObject" ? 0 : 1;
  return numberAt(autoscaler.stored, ...minimumPath(autoscaler)) ?? ofKind;
}

/** KEDA's own default is 100; for a HorizontalPodAutoscaler the field is required. */
function maximumOf(autoscaler: InputObject): number {
  const field = autoscaler.manifest.kind === "ScaledObject" ? "maxReplicaCount" : "maxReplicas";
  return numberAt(autoscaler.stored, "spec", field) ?? 100;
}

function hasPreStop(set: SetView): boolean {
  return set.containers.some((container) => valueAt(container.value, "lifecycle", "preStop") !== undefined);
}
