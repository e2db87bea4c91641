import type { Requirement } from "../../kubernetes/label-selector.ts";
import type { PodRecord } from "../../model/cluster.ts";
import { labelsOf } from "../live-pod.ts";
import { deletePodStep } from "./remedy-steps.ts";
import type { Candidate, RemedyStep, Situation, Trap } from "./trap.ts";

/** A Pod that is not the set's holds the name of one of its Pods. */
export const nameTaken: Trap = {
  name: "name-taken",
  title: "A Pod that does not belong to the set holds the name of one of its Pods",
  sources: ["kubernetes#36859"],
  detect(situation) {
    const pod = holder(situation);
    if (pod === undefined) return undefined;
    const missing = missingLabels(situation, pod);
    const labels = missing.length === 0 ? "" : `: its labels do not match the selector (${missing.join(", ")})`;
    const others = situation.workload.isParallel ? "" : " Nothing above it is created either.";
    return {
      severity: "stuck",
      explanation: `${pod.name} is not the set's Pod${labels}. The set wants to create a Pod of this name, which the API server refuses, and tries again for ever, without any event.${others}`,
    };
  },
  candidates(situation) {
    const pod = holder(situation);
    if (pod === undefined) return [];
    const relabel = relabelStep(situation, pod);
    const adopt: Candidate[] =
      relabel === undefined
        ? []
        : [{ steps: [relabel], deletesBlockers: false, note: "The set adopts the Pod again, as it is." }];
    return [
      ...adopt,
      { steps: [deletePodStep(situation, pod.name)], deletesBlockers: false, note: "The set makes a Pod of its own." },
    ];
  },
};

function holder({ simulation, pods, set }: Situation): PodRecord | undefined {
  const blocker = simulation.blockedBy.find(({ remedy }) => remedy === "free-the-name");
  const pod = pods.get(blocker?.on ?? "");
  return pod?.owner === set.uid ? undefined : pod;
}

/** What the selector asks for, as far as it asks for one value. */
function wantedLabels({ workload }: Situation): [string, string][] {
  return workload.selector.flatMap(({ key, operator, values = [] }: Requirement): [string, string][] => {
    const [value] = values;
    return operator === "In" && values.length === 1 && value !== undefined ? [[key, value]] : [];
  });
}

function missingLabels(situation: Situation, pod: PodRecord): string[] {
  const labels = labelsOf(pod);
  return wantedLabels(situation).flatMap(([key, value]) => (labels[key] === value ? [] : [`${key}=${value}`]));
}

function relabelStep(situation: Situation, pod: PodRecord): RemedyStep | undefined {
  const missing = missingLabels(situation, pod);
  if (missing.length === 0 || pod.owner !== undefined) return undefined;
  const labels = Object.fromEntries(wantedLabels(situation));
  return {
    command: `kubectl label pod ${pod.name} -n ${situation.workload.namespace} ${missing.join(" ")} --overwrite`,
    operation: { at: "settled", relabelPod: { name: pod.name, labels } },
  };
}
