import { numberAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const parallelIgnoresMinReady = defineRule({
  id: "STS408",
  name: "parallel-ignores-min-ready",
  severity: "warning",
  summary: "Parallel with `minReadySeconds`, where the controller ignores it in rolling updates",
  rationale:
    "Up to 1.33 a rolling update of a Parallel set goes on as soon as the Pod before is ready; `minReadySeconds` counts in its status only. From 1.34 on it is honoured.",
  sources: ["kubernetes/kubernetes#112066", "kubernetes/kubernetes#119234", "kubernetes/kubernetes#130909"],
  *check(set, { version }) {
    const seconds = numberAt(set.spec, "minReadySeconds") ?? 0;
    if (!set.isParallel || seconds < 1 || version.behaviour.updateWaitsFor !== "not-ready") return;
    yield {
      object: set.object,
      at: ["spec", "minReadySeconds"],
      target: "value",
      message: `Kubernetes ${version.name} ignores ${code(`minReadySeconds: ${seconds}`)} when it rolls the Parallel set ${code(set.name)}: the next Pod is replaced as soon as the one before is ready.`,
      help: "Put the delay into the readiness probe (`initialDelaySeconds`, `successThreshold`), or use OrderedReady.",
    };
  },
});
