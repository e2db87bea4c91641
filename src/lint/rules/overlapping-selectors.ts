import { requirementsOf } from "../../kubernetes/label-selector.ts";
import { objectAt } from "../../model/json-read.ts";
import type { PodSource } from "../inventory-index.ts";
import { labelsMeetAll } from "../label-selector.ts";
import { defineRule } from "../rule.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const overlappingSelectors = defineRule({
  id: "STS105",
  name: "overlapping-selectors",
  severity: "error",
  summary: "two workloads of one namespace select each other's Pods",
  rationale:
    "Controllers tell their Pods by labels. The names keep two sets from adopting each other's Pods, but everything else that goes by the selector mixes them: PodDisruptionBudgets, autoscalers (`AmbiguousSelector`), Services, `kubectl get -l`; and Pods that are orphaned can be adopted by the wrong Deployment.",
  sources: ["kubernetes/kubernetes#36859", "kubernetes/kubernetes#46901"],
  *check(set, { index }) {
    const requirements = requirementsOf(set.selector);
    if (requirements.length === 0) return;
    for (const other of index.podSources(set.namespace, requirements)) {
      if (other.object.manifest.kind === "Pod" || isSameObject(other, set) || !selectsBack(other, set)) continue;
      if (other.set && other.set.position > set.position) continue;
      yield {
        object: set.object,
        at: ["spec", "selector"],
        target: "key",
        message: `${code(set.name)} and ${other.object.manifest.kind} ${code(other.object.name)} select each other's Pods in namespace ${code(set.namespace)}: budgets, autoscalers and Services cannot tell them apart.`,
        help: "Give each its own label, such as `app.kubernetes.io/instance` or `app.kubernetes.io/component`, in selector and template; a selector cannot be changed later.",
        related: [
          {
            object: other.object,
            at: ["spec", "selector"],
            target: "key",
            message: `selector of ${other.object.manifest.kind} ${code(other.object.name)}`,
          },
        ],
      };
    }
  },
});

/** The same object twice in the input (a base and its overlay) is no overlap. */
function isSameObject(other: PodSource, set: SetView): boolean {
  return other.object === set.object || (other.set !== undefined && other.object.name === set.name);
}

function selectsBack(other: PodSource, set: SetView): boolean {
  const selector = requirementsOf(objectAt(other.object.stored, "spec", "selector"));
  return selector.length > 0 && labelsMeetAll(selector, set.podLabels);
}
