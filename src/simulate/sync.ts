import { isEnabled, type KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { ProgressingCondition, SetRecord } from "../model/cluster.ts";
import type { StepReason, Stop, StopReason, TraceWrite, Wait, WriteKind } from "../model/plan.ts";
import type { Cluster, LiveRevision } from "./cluster.ts";
import { isTerminal, type LivePod } from "./live-pod.ts";
import type { TemplateCache } from "./template-cache.ts";
import type { Workload } from "./workload.ts";

/** One API write of a sync, with what its place in the trace depends on. */
export interface Write {
  readonly kind: WriteKind;
  readonly name: string;
  readonly args: TraceWrite;
  readonly reason: StepReason;
  /** False for a write that leaves the object as it was: it wakes nobody. */
  readonly changed: boolean;
  /** delete-pod: it was Failed or Succeeded, or not at the newest revision. */
  readonly terminal: boolean;
  readonly outdated: boolean;
}

/** One run of the controller over the set: what it sees, and what it has done so far. */
export class Sync {
  readonly cluster: Cluster;
  readonly version: KubernetesVersion;
  readonly templates: TemplateCache;
  readonly workload: Workload;
  /** As stored when the sync began. */
  readonly set: SetRecord;
  readonly writes: Write[] = [];
  readonly errors: string[] = [];
  /** Adopted in this sync: the controller's copy of them is outdated. */
  adopted: Set<LivePod> | undefined;
  /** Deletions of the update phase, which `status.currentReplicas` is lowered by. */
  updateDeletions = 0;
  progressing: ProgressingCondition | undefined;
  stop: Stop | undefined;

  constructor(
    cluster: Cluster,
    version: KubernetesVersion,
    templates: TemplateCache,
    set: SetRecord,
    workload: Workload,
  ) {
    this.cluster = cluster;
    this.version = version;
    this.templates = templates;
    this.set = set;
    this.workload = workload;
    this.progressing = set.status.progressing;
  }

  isOn(gate: string): boolean {
    return isEnabled(this.version, gate);
  }

  record(
    kind: WriteKind,
    name: string,
    reason: StepReason,
    more: readonly (string | number)[] = [],
    changed = true,
  ): void {
    this.writes.push({ kind, name, args: [kind, name, ...more], reason, changed, terminal: false, outdated: false });
  }

  /** Asks for the deletion of a Pod. One that is gone already counts as deleted and leaves no trace. */
  deletePod(name: string, reason: StepReason): void {
    const pod = this.cluster.pods.get(name);
    if (pod === undefined) return;
    const terminal = isTerminal(pod);
    const outdated = this.workload.strategy === "Recreate" && pod.revision !== newestRevision(this.cluster);
    const changed = this.cluster.deletePod(pod);
    this.writes.push({ kind: "delete-pod", name, args: ["delete-pod", name], reason, changed, terminal, outdated });
  }

  /** Notes why the sync does not go on. The first reason stays. Gives true, for `return sync.halt(…)`. */
  halt(reason: StopReason, ...waits: readonly Wait[]): true {
    this.stop ??= { reason, waits };
    return true;
  }
}

function newestRevision(cluster: Cluster): string {
  let newest: LiveRevision | undefined;
  for (const revision of cluster.revisions.values()) {
    if (newest === undefined || revision.number > newest.number) newest = revision;
  }
  return newest?.name ?? "";
}
