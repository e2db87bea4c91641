import type { JsonObject } from "../../model/json.ts";
import { listAt, numberAt, objectAt, valueAt } from "../../model/json-read.ts";
import { Path } from "../validation/path.ts";
import type { KubernetesVersion } from "../versions/version.ts";
import { claimSpecWarnings, podTemplateWarnings } from "./pod-warnings.ts";

const TEMPLATE = Path.of("spec.template");
const CLAIMS = Path.of("spec.volumeClaimTemplates");

/** Mirrors: statefulSetStrategy.WarningsOnCreate, k8s.io/kubernetes/pkg/registry/apps/statefulset v1.37.0 */
export function statefulSetWarnings(set: JsonObject, version: KubernetesVersion): string[] {
  return [
    ...podTemplateWarnings(objectAt(set, "spec", "template"), TEMPLATE, version),
    ...listAt(set, "spec", "volumeClaimTemplates").flatMap((claim, index) =>
      claimSpecWarnings(objectAt(claim, "spec"), CLAIMS.index(index)),
    ),
    ...historyWarnings(set, version),
  ];
}

/** Mirrors: statefulSetStrategy.WarningsOnUpdate, k8s.io/kubernetes/pkg/registry/apps/statefulset v1.37.0 */
export function statefulSetUpdateWarnings(set: JsonObject, old: JsonObject, version: KubernetesVersion): string[] {
  const isChanged = valueAt(set, "metadata", "generation") !== valueAt(old, "metadata", "generation");
  return [
    ...(isChanged ? podTemplateWarnings(objectAt(set, "spec", "template"), TEMPLATE, version) : []),
    // The server spells this `Spec`, and leaves it out when a set is created.
    ...listAt(set, "spec", "volumeClaimTemplates").flatMap((claim, index) =>
      claimSpecWarnings(objectAt(claim, "spec"), CLAIMS.index(index).child("Spec")),
    ),
    ...historyWarnings(set, version),
  ];
}

function historyWarnings(set: JsonObject, version: KubernetesVersion): string[] {
  const isNegative = (numberAt(set, "spec", "revisionHistoryLimit") ?? 0) < 0;
  if (!isNegative || !version.behaviour.warnsOf.includes("negative-history")) return [];
  return ["spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended"];
}
