import { labelsMeetAll, requirementsOf } from "../../kubernetes/label-selector.ts";
import { objectAt } from "../../model/json-read.ts";
import type { PodGroup, PodSource } from "../pod-index.ts";
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
    for (const group of index.selectedBy(set.object, requirements)) {
      const other = firstOther(group, set);
      if (other === undefined) continue;
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

function firstOther({ selecting }: PodGroup, set: SetView): PodSource | undefined {
  for (const source of selecting.values()) if (isOther(source, set) && selectsBack(source, set)) return source;
  return undefined;
}

/**
 * The same object twice in the input (a base and its overlay) is no overlap, and two sets are reported once, at the
 * later one. A Pod has no selector.
 */
function isOther({ object, set: other }: PodSource, set: SetView): boolean {
  if (object.manifest.kind === "Pod" || object === set.object) return false;
  return other === undefined || (other.name !== set.name && other.position < set.position);
}

function selectsBack(other: PodSource, set: SetView): boolean {
  const selector = requirementsOf(objectAt(other.object.stored, "spec", "selector"));
  return selector.length > 0 && labelsMeetAll(selector, set.podLabels);
}
