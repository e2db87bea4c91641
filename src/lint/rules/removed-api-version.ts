import { defineObjectRule } from "../rule.ts";
import { code } from "../wording.ts";

/** Versions of kinds around sets that no supported server has any more: since when, and what to write. */
const REMOVED: Readonly<Record<string, { readonly since: string; readonly use: string }>> = {
  "apps/v1beta1 StatefulSet": { since: "1.16", use: "apps/v1" },
  "apps/v1beta2 StatefulSet": { since: "1.16", use: "apps/v1" },
  "policy/v1beta1 PodDisruptionBudget": { since: "1.25", use: "policy/v1" },
  "autoscaling/v2beta1 HorizontalPodAutoscaler": { since: "1.25", use: "autoscaling/v2" },
  "autoscaling/v2beta2 HorizontalPodAutoscaler": { since: "1.26", use: "autoscaling/v2" },
  "storage.k8s.io/v1beta1 StorageClass": { since: "1.22", use: "storage.k8s.io/v1" },
};

export const removedApiVersion = defineObjectRule({
  id: "STS114",
  name: "removed-api-version",
  severity: "error",
  on: "Any",
  summary: "an API version that no supported server has",
  rationale:
    "`kubectl apply` fails with `no matches for kind`. Between the versions more than the name changed: `apps/v1` requires `spec.selector`, and its update strategy is RollingUpdate where `apps/v1beta1` had OnDelete.",
  sources: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  *check(object) {
    const removed = Object.hasOwn(REMOVED, object.gvk) ? REMOVED[object.gvk] : undefined;
    if (removed === undefined) return;
    const { apiVersion, kind } = object.manifest;
    yield {
      object,
      at: ["apiVersion"],
      target: "value",
      message: `${kind} ${code(object.name)} uses ${code(apiVersion)}, which servers from ${removed.since} on do not have: ${code("kubectl apply")} fails with "no matches for kind".`,
      help: `Use ${code(`apiVersion: ${removed.use}`)}${kind === "StatefulSet" ? " and add `spec.selector`" : ""}.`,
    };
  },
});
