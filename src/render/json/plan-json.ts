import type { Step } from "../../model/plan.ts";
import type { Plan, PlannedClaim, PlannedPod } from "../../model/report.ts";

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
