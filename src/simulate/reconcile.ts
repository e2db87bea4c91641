import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { ClusterState, SetStatus } from "../model/cluster.ts";
import type { Stop, TraceWrite } from "../model/plan.ts";
import type { Environment } from "../model/scenario.ts";
import type { Admission } from "./admission.ts";
import { Cluster } from "./cluster.ts";
import { runSync } from "./run-sync.ts";
import { Sync } from "./sync.ts";
import { TemplateCache } from "./template-cache.ts";
import { inTraceOrder } from "./write-order.ts";

/** What one run of the controller does. */
export interface Reconciliation {
  /** In the order of the recorded traces. */
  readonly writes: readonly TraceWrite[];
  /** As stored afterwards; undefined without a set. */
  readonly status: SetStatus | undefined;
  /** Why it went no further. */
  readonly stop: Stop;
  readonly errors: readonly string[];
  /** Whether anything changed. If not, the controller has nothing more to do until something else happens. */
  readonly changed: boolean;
  /** The cluster after it. */
  readonly state: ClusterState;
}

/** Runs the controller once over the cluster; the input stays as it is. The environment says how long Pods take. */
export function reconcile(
  state: ClusterState,
  environment: Environment,
  version: KubernetesVersion,
  admission: Admission,
): Reconciliation {
  const cluster = new Cluster(state, environment, version);
  const { set, workload } = cluster;
  if (set === undefined || workload === undefined) {
    return { writes: [], status: undefined, stop: { reason: "no-set", waits: [] }, errors: [], changed: false, state };
  }
  const sync = new Sync(cluster, version, new TemplateCache(admission), set, workload);
  const { changed } = runSync(sync);
  return {
    writes: inTraceOrder(sync.writes, workload).map(({ args }) => args),
    status: cluster.set?.status,
    stop: sync.stop ?? { reason: "nothing-to-do", waits: [] },
    errors: sync.errors,
    changed,
    state: cluster.snapshot(),
  };
}
