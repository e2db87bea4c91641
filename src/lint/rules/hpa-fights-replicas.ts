import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const hpaFightsReplicas = defineRule({
  id: "STS506",
  name: "hpa-fights-replicas",
  severity: "warning",
  summary: "an autoscaler scales the set, and the manifest writes `replicas`",
  rationale:
    "Each `kubectl apply` or GitOps sync sets the number back, the autoscaler changes it again: Pods are removed and created, and with `whenScaled: Delete` their data goes.",
  sources: ["StarRocks/starrocks-kubernetes-operator#222", "kubernetes/kubernetes#25238"],
  *check(set, { index }) {
    const written = set.written.replicas;
    const [autoscaler] = index.autoscalersOf(set);
    if (written === undefined || written === null || autoscaler === undefined) return;
    yield {
      object: set.object,
      at: ["spec", "replicas"],
      target: "key",
      message: `${autoscaler.manifest.kind} ${code(autoscaler.name)} scales ${code(set.name)}, but the manifest says ${code(`replicas: ${String(written)}`)}: each apply sets it back.`,
      help: "Take `replicas` out of the manifest. On a live set let go of it first (`kubectl apply edit-last-applied`): an apply that removes the line scales to 1.",
      related: [
        { object: autoscaler, at: ["spec", "scaleTargetRef"], target: "key", message: "the autoscaler's target" },
      ],
    };
  },
});
