import { type LabelLookup, matchesLabels } from "../kubernetes/label-selector.ts";
import { claimName, POD_INDEX_LABEL, POD_NAME_LABEL, podName, REVISION_LABEL } from "../kubernetes/pod-of-set.ts";
import type { PodRecord } from "../model/cluster.ts";
import { parentOf } from "./names.ts";
import type { Workload } from "./workload.ts";

/** A Pod that the world changes in place. */
export type LivePod = { -readonly [K in keyof PodRecord]: PodRecord[K] };

/** A copy with its fields in one fixed order: the engine is fast as long as all Pods have the same shape. */
export function copyPod(pod: PodRecord): LivePod {
  const { name, ordinal, uid, blueprint, labels, revision, phase, ready, readyAt, startAt, goneAt, owner } = pod;
  return { name, ordinal, uid, blueprint, labels, revision, phase, ready, readyAt, startAt, goneAt, owner };
}

export function isTerminal(pod: PodRecord): boolean {
  return pod.phase === "Failed" || pod.phase === "Succeeded";
}

export function isTerminating(pod: PodRecord): boolean {
  return pod.goneAt >= 0;
}

/** Ready for at least `minReadySeconds`, terminating or not. */
export function isAvailable(pod: PodRecord, minReadySeconds: number, now: number): boolean {
  return pod.ready && pod.readyAt + minReadySeconds <= now;
}

/** One label of a Pod, whether it carries the controller's standard ones or others. */
export function labelOf(pod: PodRecord, key: string): string | undefined {
  if (pod.labels !== undefined) return Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined;
  switch (key) {
    case POD_NAME_LABEL:
      return pod.name;
    case POD_INDEX_LABEL:
      return String(pod.ordinal);
    case REVISION_LABEL:
      return pod.revision;
    default:
      return Object.hasOwn(pod.blueprint.labels, key) ? pod.blueprint.labels[key] : undefined;
  }
}

/** All labels of a Pod as one object. */
export function labelsOf(pod: PodRecord): Record<string, string> {
  if (pod.labels !== undefined) return { ...pod.labels };
  return {
    ...pod.blueprint.labels,
    [POD_NAME_LABEL]: pod.name,
    [POD_INDEX_LABEL]: String(pod.ordinal),
    [REVISION_LABEL]: pod.revision,
  };
}

/** The set may own this Pod: labels match its selector, and the name is of its Pods' form. */
export function isMemberOf(workload: Workload, pod: PodRecord): boolean {
  const lookup: LabelLookup = (key) => labelOf(pod, key);
  return matchesLabels(workload.selector, lookup) && parentOf(pod.name) === workload.name;
}

/** Name and pod-name label are as the controller writes them. Mirrors: identityMatches, statefulset v1.37.0 */
export function identityMatches(workload: Workload, pod: PodRecord): boolean {
  return (
    pod.ordinal >= 0 &&
    pod.name === podName(workload.name, pod.ordinal) &&
    (pod.labels === undefined || pod.labels[POD_NAME_LABEL] === pod.name)
  );
}

/** The Pod mounts the claim of each of the set's claim templates. Mirrors: storageMatches, statefulset v1.37.0 */
export function storageMatches(workload: Workload, pod: PodRecord): boolean {
  const { blueprint } = pod;
  if (blueprint.claimTemplates === workload.claimTemplates) return true;
  return workload.claimTemplates.every(
    (template) =>
      (blueprint.setName === workload.name && blueprint.claimTemplates.includes(template)) ||
      blueprint.ownClaims.some(
        ([volume, claim]) => volume === template && claim === claimName(template, workload.name, pod.ordinal),
      ),
  );
}
