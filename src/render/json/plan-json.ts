import type { Step } from "../../model/plan.ts";
import type { Plan, PlanChange, PlannedClaim, PlannedPod } from "../../model/report.ts";

/** A plan in the form of the contract. `trace` is in the format of the recorded traces. */
export function planJson(plan: Plan): object {
  const { governingService, simulation } = plan;
  return {
    statefulSet: plan.statefulSet,
    action: plan.action,
    governingService: {
      name: governingService.name,
      found: governingService.found,
      headless: governingService.headless,
      selectsPods: governingService.selectsPods,
    },
    revisions: plan.revisions,
    pods: plan.pods.map(podJson),
    claims: plan.claims.map(claimJson),
    trace: simulation?.trace ?? [],
    steps: (simulation?.steps ?? []).map(stepJson),
    durationSeconds: simulation?.final.t ?? 0,
    outcome: plan.outcome,
    blockedBy: plan.blockedBy,
    dataRisk: plan.dataRisk,
    heldBack: simulation?.heldBack ?? [],
    change: changeJson(plan.change),
  };
}

/** What becomes of a set that was there; null for one that is new or refused. */
function changeJson(change: PlanChange | undefined): object | null {
  if (change === undefined) return null;
  const { pods, revisions, serving, fewestReady, replicasBefore, fields, commands } = change;
  return {
    pods,
    revisions,
    serving,
    fewestReady: fewestReady ?? null,
    replicasBefore,
    fields: fields.map(({ kind, path, old, new: next, effect, because }) => ({
      kind,
      path,
      old,
      new: next,
      effect,
      because,
    })),
    commands,
  };
}

/** Of the short names the contract has the one for the same namespace. */
function podJson(pod: PlannedPod): object {
  return { ...pod, dns: { ...pod.dns, short: pod.dns.short.slice(0, 1) } };
}

function claimJson({ name, template, pod, storage, accessModes, storageClassName, fate }: PlannedClaim): object {
  return { name, template, pod, storage, accessModes, storageClassName, fate };
}

/** A step; `pod`, `claim` and `revision` are null where the step has none. */
export function stepJson({ n, t, action, pod, claim, revision, reason, waitedFor }: Step): object {
  return {
    n,
    t,
    action,
    pod: pod ?? null,
    claim: claim ?? null,
    revision: revision ?? null,
    reason,
    waitedFor,
  };
}
