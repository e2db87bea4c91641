import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type {
  ClaimRecord,
  ClusterState,
  OwnerReference,
  PodBlueprint,
  PodPhase,
  RevisionRecord,
  SetRecord,
  SetStatus,
  Uid,
} from "../model/cluster.ts";
import type { Environment } from "../model/scenario.ts";
import { claimsFollowPolicy, replicaNeedsWork } from "./claim-policy.ts";
import { ClaimStore, copyClaim, type LiveClaim } from "./claim-store.ts";
import { DueQueue } from "./due-queue.ts";
import { copyPod, isMemberOf, isTerminal, isTerminating, type LivePod } from "./live-pod.ts";
import { ordinalOf } from "./names.ts";
import { PodIndex } from "./pod-index.ts";
import { ReadyTimes } from "./ready-times.ts";
import { type Workload, workloadOf } from "./workload.ts";

export type LiveRevision = { -readonly [K in keyof RevisionRecord]: RevisionRecord[K] };

/** What falls due: a Pod's start or end, or a claim's end. */
export type Due = LivePod | LiveClaim;

export interface NewPod {
  readonly name: string;
  readonly blueprint: PodBlueprint;
  readonly labels?: Readonly<Record<string, string>>;
  readonly revision: string;
  readonly owner: Uid | undefined;
}

/**
 * The simulated cluster: the objects, what will happen to them and when, and the index over the set's Pods.
 * Everything that changes an object goes through here, so that index and queue stay true.
 */
export class Cluster {
  t: number;
  readonly environment: Environment;
  readonly version: KubernetesVersion;
  readonly pods = new Map<string, LivePod>();
  readonly claims = new ClaimStore();
  readonly revisions = new Map<string, LiveRevision>();
  readonly index: PodIndex;
  readonly due = new DueQueue<Due>();
  readonly readyTimes = new ReadyTimes();
  /** Pods that the set may have to adopt or release. */
  readonly unclaimed = new Set<LivePod>();
  /** Claims of which an owner may be gone. */
  readonly orphanedClaims = new Set<LiveClaim>();
  private readonly uids = new Set<Uid>();
  private storedSet: SetRecord | undefined;
  private view: Workload | undefined;
  private lastUid = 0;

  constructor(state: ClusterState, environment: Environment, version: KubernetesVersion) {
    this.t = state.t;
    this.environment = environment;
    this.version = version;
    this.lastUid = highestUid(state);
    this.index = new PodIndex({
      replicaNeedsWork: (pod) => this.view !== undefined && replicaNeedsWork(this.claims, this.view, pod),
      condemnedNeedsWork: (pod) => this.view !== undefined && !claimsFollowPolicy(this.claims, this.view, pod),
    });
    for (const claim of state.claims) this.restoreClaim(claim);
    for (const pod of state.pods) this.addPod(copyPod(pod));
    for (const revision of state.revisions) this.revisions.set(revision.name, { ...revision });
    for (const claim of this.claims.all()) this.orphanedClaims.add(claim);
    if (state.set !== undefined) this.storeSet(state.set);
  }

  get set(): SetRecord | undefined {
    return this.storedSet;
  }

  /** The set as the controller reads it. */
  get workload(): Workload | undefined {
    return this.view;
  }

  get minReadySeconds(): number {
    return this.view?.minReadySeconds ?? 0;
  }

  /** Whether a Pod or set of this UID is there. */
  exists(uid: Uid): boolean {
    return this.uids.has(uid);
  }

  newUid(): number {
    this.lastUid++;
    return this.lastUid;
  }

  /** A copy that later changes do not reach. */
  snapshot(): ClusterState {
    return {
      t: this.t,
      set: this.storedSet,
      pods: Array.from(this.pods.values(), copyPod),
      claims: Array.from(this.claims.all(), copyClaim),
      revisions: Array.from(this.revisions.values(), (revision) => ({ ...revision })),
    };
  }

  // ---- the set ----

  storeSet(set: SetRecord): void {
    this.storedSet = set;
    this.view = workloadOf(set, this.version);
    this.uids.add(set.uid);
    this.index.touchAll();
  }

  /** What the set asks for stays the same. */
  storeStatus(status: SetStatus): void {
    const { storedSet } = this;
    if (storedSet === undefined) return;
    const { object, uid, generation, deleting } = storedSet;
    this.storedSet = { object, uid, generation, status, deleting };
  }

  dropSet(): void {
    if (this.storedSet === undefined) return;
    const { uid } = this.storedSet;
    this.storedSet = undefined;
    this.view = undefined;
    this.uids.delete(uid);
    this.index.clear();
    for (const pod of this.pods.values()) this.unclaimed.add(pod);
    for (const claim of this.claims.ownedBy(uid)) this.orphanedClaims.add(claim);
  }

  // ---- Pods ----

  createPod(pod: NewPod): LivePod {
    const created: LivePod = {
      name: pod.name,
      ordinal: ordinalOf(pod.name),
      uid: this.newUid(),
      blueprint: pod.blueprint,
      labels: pod.labels,
      revision: pod.revision,
      phase: "Pending",
      ready: false,
      readyAt: -1,
      startAt: -1,
      goneAt: -1,
      owner: pod.owner,
    };
    created.startAt = this.t + this.durations(created.ordinal).start;
    this.addPod(created);
    return created;
  }

  /** Starts a graceful deletion; false if it had begun before. */
  deletePod(pod: LivePod): boolean {
    if (isTerminating(pod)) return false;
    if (this.environment.terminalAtOnce === true && isTerminal(pod)) {
      this.dropPod(pod);
      return true;
    }
    pod.goneAt = this.t + this.durations(pod.ordinal).terminate;
    pod.startAt = -1;
    this.due.push(pod.goneAt, pod);
    this.index.touch(pod.ordinal);
    return true;
  }

  dropPod(pod: LivePod): void {
    this.pods.delete(pod.name);
    this.uids.delete(pod.uid);
    this.unclaimed.delete(pod);
    this.index.remove(pod);
    if (pod.ready) this.readyTimes.delete(pod);
    for (const claim of this.claims.unmount(pod)) {
      if (claim.due >= 0) this.due.push(claim.due, claim);
    }
    for (const claim of this.claims.ownedBy(pod.uid)) this.orphanedClaims.add(claim);
  }

  setPhase(pod: LivePod, phase: PodPhase, ready: boolean): void {
    if (pod.ready) this.readyTimes.delete(pod);
    pod.phase = phase;
    pod.ready = ready;
    pod.startAt = -1;
    if (ready) {
      pod.readyAt = this.t;
      this.readyTimes.add(pod);
    }
    this.index.touch(pod.ordinal);
  }

  setLabels(pod: LivePod, labels: Readonly<Record<string, string>>, revision: string): void {
    pod.labels = labels;
    pod.revision = revision;
    this.unclaimed.add(pod);
    this.index.touch(pod.ordinal);
  }

  /** A Pod is the set's from now on, or no longer. */
  claim(pod: LivePod): void {
    this.unclaimed.delete(pod);
    if (!this.index.has(pod)) this.index.insert(pod);
  }

  disown(pod: LivePod): void {
    pod.owner = undefined;
    this.unclaimed.add(pod);
    this.index.remove(pod);
  }

  private addPod(pod: LivePod): void {
    this.pods.set(pod.name, pod);
    this.uids.add(pod.uid);
    this.claims.mount(pod);
    if (pod.goneAt >= 0) this.due.push(pod.goneAt, pod);
    if (pod.startAt >= 0) this.due.push(pod.startAt, pod);
    if (pod.ready) this.readyTimes.add(pod);
    const { view } = this;
    if (view !== undefined && pod.owner === view.uid && isMemberOf(view, pod)) this.index.insert(pod);
    else this.unclaimed.add(pod);
  }

  private durations(ordinal: number): { readonly start: number; readonly terminate: number } {
    const { startSeconds, terminateSeconds, perPod } = this.environment;
    const own = perPod?.[String(ordinal)];
    return { start: own?.startSeconds ?? startSeconds, terminate: own?.terminateSeconds ?? terminateSeconds };
  }

  // ---- claims ----

  createClaim(name: string, owners: readonly OwnerReference[] = []): LiveClaim {
    const claim = this.claims.add(name, owners);
    if (owners.length > 0) this.orphanedClaims.add(claim);
    this.index.touch(claim.ordinal);
    return claim;
  }

  setClaimOwners(claim: LiveClaim, owners: readonly OwnerReference[]): void {
    this.claims.setOwners(claim, owners);
    this.orphanedClaims.add(claim);
    this.index.touch(claim.ordinal);
  }

  terminateClaim(claim: LiveClaim, due: number): void {
    claim.due = due;
    this.due.push(due, claim);
    this.index.touch(claim.ordinal);
  }

  dropClaim(claim: LiveClaim): void {
    this.claims.remove(claim);
    this.index.touch(claim.ordinal);
  }

  private restoreClaim(claim: ClaimRecord): void {
    const restored = this.claims.add(claim.name, claim.owners, claim.due);
    if (claim.due >= 0) this.due.push(claim.due, restored);
  }
}

function highestUid(state: ClusterState): number {
  let highest = 0;
  for (const { uid } of state.pods) if (typeof uid === "number") highest = Math.max(highest, uid);
  return typeof state.set?.uid === "number" ? Math.max(highest, state.set.uid) : highest;
}
