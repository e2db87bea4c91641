import { plainRequirements } from "../../kubernetes/label-selector.ts";
import { POD_INDEX_LABEL, POD_NAME_LABEL } from "../../kubernetes/pod-of-set.ts";
import type { InputObject } from "../../model/inventory.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { GENERATED_LABELS, splitPodName } from "../pod-labels.ts";
import { defineObjectRule } from "../rule.ts";
import { serviceSelector } from "../services.ts";
import { ordinalsOf, type SetView } from "../set-view.ts";
import { code, ordinalRange } from "../wording.ts";

export const serviceSelectsMissingPod = defineObjectRule({
  id: "STS207",
  name: "service-selects-missing-pod",
  severity: "error",
  on: "Service",
  summary: "a Service for one Pod names a Pod that the set does not have",
  rationale:
    "A Service may select a single Pod by `statefulset.kubernetes.io/pod-name` or `apps.kubernetes.io/pod-index`. After a scale-down or a change of `ordinals.start` that Pod is gone, and the Service silently has no endpoints.",
  sources: ["stackrox/kube-linter#465"],
  *check(service, { index }) {
    const selector = serviceSelector(service);
    for (const key of [POD_NAME_LABEL, POD_INDEX_LABEL]) {
      const value = selector[key];
      if (value === undefined) continue;
      const target = wantedPod(service, key, value, index);
      if (target === undefined || hasOrdinal(target.set, target.ordinal)) continue;
      const { set } = target;
      const ordinals = ordinalsOf(set);
      yield {
        object: service,
        at: ["spec", "selector", key],
        target: "value",
        message: `Service ${code(service.name)} selects Pod ${code(`${set.name}-${target.ordinal}`)}, which ${code(set.name)} does not have: its Pods are ${
          ordinals ? ordinalRange(set.name, ordinals.first, ordinals.last) : "none (0 replicas)"
        }. The Service has no endpoints.`,
        help: "Select a Pod that exists, remove the Service, or raise `replicas`.",
        related: [
          { object: set.object, at: ["spec", "replicas"], target: "value", message: `${code(set.name)} is sized here` },
        ],
      };
    }
  },
});

function wantedPod(
  service: InputObject,
  key: string,
  value: string,
  index: InventoryIndex,
): { set: SetView; ordinal: number } | undefined {
  if (key === POD_NAME_LABEL) {
    const pod = splitPodName(value);
    const set = pod && index.findSet(pod.set, service);
    return pod && set && { set, ordinal: pod.ordinal };
  }
  const others = plainRequirements(serviceSelector(service)).filter((entry) => !GENERATED_LABELS.includes(entry.key));
  if (others.length === 0 || !/^\d+$/.test(value)) return undefined;
  const sets = index.selectedBy(service, others).flatMap((group) => group.sets.slice(0, 2));
  const [set] = sets;
  return set && sets.length === 1 ? { set, ordinal: Number(value) } : undefined;
}

function hasOrdinal(set: SetView, ordinal: number): boolean {
  const ordinals = ordinalsOf(set);
  return ordinals !== undefined && ordinal >= ordinals.first && ordinal <= ordinals.last;
}
