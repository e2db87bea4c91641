import { listOf } from "./describe-pods.ts";
import { touchStep } from "./remedy-steps.ts";
import type { Situation, Trap } from "./trap.ts";

/** A scale-down was taken back too fast, or a claim was deleted: nothing wakes the controller when the claim is gone. */
export const controllerAsleep: Trap = {
  name: "controller-asleep",
  title: "The controller sleeps: nothing tells it that a claim is gone",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention"],
  detect(situation) {
    const { isAsleep, simulation, workload } = situation;
    const missing = missingPods(situation);
    const scaled =
      workload.whenScaled === "Delete"
        ? " This is what comes of taking a scale-down back before the Pod and its claim are gone, with whenScaled: Delete; the data of the claim is lost."
        : "";
    if (isAsleep) {
      return {
        severity: "stuck",
        explanation: `${listOf(missing)} ${missing.length === 1 ? "is" : "are"} missing and nothing is in the way, but the controller does not watch claims: when the old claim went, nothing woke it.${scaled} Any change of the set or of one of its Pods does.`,
      };
    }
    const [moment] = simulation.unwoken;
    if (moment === undefined) return undefined;
    return {
      severity: "stuck",
      explanation: `The controller waits until ${listOf(moment.claims)} ${moment.claims.length === 1 ? "is" : "are"} gone, but it does not watch claims: it sleeps on until something happens to the set or one of its Pods.${scaled}`,
    };
  },
  candidates(situation) {
    const at = situation.isAsleep ? situation.start.t : (situation.simulation.unwoken[0]?.t ?? 0);
    const note = situation.isAsleep ? "" : "Only once the claim is gone (kubectl get pvc).";
    return [{ steps: [touchStep(situation, at)], deletesBlockers: false, note }];
  },
};

/** Wanted ordinals without a Pod in the dump. */
function missingPods({ start, workload }: Situation): string[] {
  const there = new Set(start.pods.map(({ name }) => name));
  const names: string[] = [];
  for (let ordinal = workload.start; ordinal < workload.end; ordinal++) {
    const name = `${workload.name}-${ordinal}`;
    if (!there.has(name)) names.push(name);
  }
  return names;
}
