import type { RevisionRecord } from "../../model/cluster.ts";
import type { JsonObject } from "../../model/json.ts";
import { objectAt } from "../../model/json-read.ts";
import type { Candidate, RemedyStep, Situation } from "./trap.ts";

/** Commands as kubectl has them, each with what it does in a simulation. Names are those of Kubernetes: no quoting needed. */

export function deletePodStep({ workload }: Situation, name: string): RemedyStep {
  return {
    command: `kubectl delete pod ${name} -n ${workload.namespace}`,
    operation: { at: "settled", deletePod: name },
  };
}

export function forceDeleteStep({ workload }: Situation, name: string): RemedyStep {
  return {
    command: `kubectl delete pod ${name} -n ${workload.namespace} --grace-period=0 --force`,
    operation: { at: "settled", forceDeletePod: name },
  };
}

/** Takes the finalizers off, so that what is terminating can go. */
export function releaseStep({ workload }: Situation, kind: "pod" | "pvc", name: string): RemedyStep {
  const command = `kubectl patch ${kind} ${name} -n ${workload.namespace} --type=merge -p '{"metadata":{"finalizers":null}}'`;
  return {
    command,
    operation: kind === "pod" ? { at: "settled", forceDeletePod: name } : { at: "settled", releaseClaim: name },
  };
}

/** A merge patch of the set's spec. */
export function patchSpecStep({ set, workload }: Situation, patch: JsonObject): RemedyStep {
  const text = JSON.stringify({ spec: patch });
  const spec = merged(objectAt(set.object, "spec"), patch);
  return {
    command: `kubectl patch statefulset ${workload.name} -n ${workload.namespace} --type=merge -p '${text}'`,
    operation: { at: "settled", apply: { ...set.object, spec } },
  };
}

/** Changes nothing but wakes the controller. `at`: when it has to happen. */
export function touchStep({ set, workload }: Situation, at: number): RemedyStep {
  const metadata = objectAt(set.object, "metadata");
  const annotations = { ...objectAt(metadata, "annotations"), "sts-plan.dev/touched": "1" };
  return {
    command: `kubectl annotate statefulset ${workload.name} -n ${workload.namespace} sts-plan.dev/touched=1 --overwrite`,
    operation: { at, apply: { ...set.object, metadata: { ...metadata, annotations } } },
  };
}

/** `kubectl rollout undo` to a revision. */
export function undoStep({ set, workload, admission }: Situation, revision: RevisionRecord): RemedyStep {
  return {
    command: `kubectl rollout undo statefulset/${workload.name} -n ${workload.namespace} --to-revision=${revision.number}`,
    operation: { at: "settled", apply: admission.restore(set.object, revision.data) },
  };
}

/** The Pods that fail are put right where they are, without any change of the set. */
export function healCandidate(situation: Situation): Candidate {
  const { stuckPods, workload, health } = situation;
  const steps = stuckPods.map(({ name }): RemedyStep => {
    const crashes = health.get(name)?.reason === "CrashLoopBackOff";
    const command = crashes ? `kubectl logs ${name} --previous` : `kubectl describe pod ${name}`;
    return { command: `${command} -n ${workload.namespace}`, operation: { at: "settled", healPod: name } };
  });
  return { steps, deletesBlockers: false, healsPods: true, note: HEALED };
}

const HEALED =
  "If it lies outside of the template (a dependency, a volume, a limit), nothing has to be deleted: the controller goes on as soon as the Pod is ready. If it lies in the template, try a corrected one: -f FIXED.yml.";

/** Undo to each older revision, newest first, and whatever has to be deleted then. */
export function undoCandidates(situation: Situation): Candidate[] {
  const { simulation, set } = situation;
  const others = simulation.state.revisions.filter(
    (revision) => revision.owner === set.uid && revision.name !== set.status.updateRevision,
  );
  return others
    .toSorted((a, b) => b.number - a.number)
    .map((revision) => ({ steps: [undoStep(situation, revision)], deletesBlockers: true, note: "" }));
}

function merged(target: JsonObject, patch: JsonObject): JsonObject {
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else if (typeof value === "object" && !Array.isArray(value)) result[key] = merged(objectAt(result, key), value);
    else result[key] = value;
  }
  return result;
}
