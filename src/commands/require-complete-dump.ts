import { UsageError } from "../model/errors.ts";
import { isLiveObject, type LiveSet } from "./live-sets.ts";

/** How to get a dump that a plan can start from. */
export const DUMP_COMMAND = "kubectl get sts,pods,pvc,controllerrevisions -o yaml > dump.yaml";

/** Throws `UsageError` for a dump that lacks what a set says it has: a plan from it would be fiction. */
export function requireComplete(live: readonly LiveSet[]): void {
  for (const { namespace, name, state, origin } of live) {
    const { set, pods, claims, revisions } = state;
    if (set === undefined) continue;
    if (!isLiveObject(origin)) {
      const { file } = origin.manifest;
      throw new UsageError(
        `StatefulSet ${namespace}/${name} in ${file} is a manifest, and not from a cluster.`,
        DUMP_COMMAND,
      );
    }
    const own = pods.filter((pod) => pod.owner === set.uid);
    const missing = [
      ...(set.status.replicas > 0 && own.length === 0 ? ["its Pods"] : []),
      ...(own.some((pod) => pod.blueprint.ownClaims.length > 0) && claims.length === 0 ? ["its claims (pvc)"] : []),
      ...(set.status.updateRevision !== "" && revisions.length === 0 ? ["its controllerrevisions"] : []),
    ];
    if (missing.length > 0) {
      throw new UsageError(
        `The dump of StatefulSet ${namespace}/${name} lacks ${missing.join(" and ")}.`,
        DUMP_COMMAND,
      );
    }
  }
}
