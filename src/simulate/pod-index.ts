import { isAvailable, isTerminal, isTerminating, type LivePod } from "./live-pod.ts";
import { OrdinalSet } from "./ordinal-set.ts";
import type { Workload } from "./workload.ts";

/** What the index asks about a Pod beyond its own fields. */
export interface IndexQuestions {
  /** A wanted Pod whose identity, volumes or claims need a write, or whose claims cause an error. */
  replicaNeedsWork(pod: LivePod): boolean;
  /** An unwanted Pod whose claims have other owners than the retention policy asks for. */
  condemnedNeedsWork(pod: LivePod): boolean;
}

/** What was counted for one ordinal. */
interface Facet {
  readonly revision: string;
  readonly terminating: boolean;
  readonly ready: boolean;
  readonly available: boolean;
}

/**
 * The set's Pods by ordinal, and what the controller's phases look for among them. A change of a Pod costs the
 * re-evaluation of its ordinal; a sync that finds nothing to do costs nothing. The answers stand still between
 * two calls of `refresh`, as the controller's view does within a sync.
 */
export class PodIndex {
  /** Wanted ordinals without a Pod. */
  readonly missing = new OrdinalSet();
  /** Ordinals whose Pod needs a write (see IndexQuestions), or has ended and must be deleted. */
  readonly acting = new OrdinalSet();
  /** Missing, terminating or not available. */
  readonly unsettled = new OrdinalSet();
  /** Missing, terminating or not ready. */
  readonly unhealthy = new OrdinalSet();
  /** Not at the update revision and not terminating. */
  readonly old = new OrdinalSet();
  /** … and not available. */
  readonly oldBroken = new OrdinalSet();
  readonly living = new OrdinalSet();
  readonly dying = new OrdinalSet();
  replicas = 0;
  ready = 0;
  available = 0;
  /** Among the wanted ordinals. */
  unsettledSlots = 0;
  unhealthySlots = 0;
  /** Pods by revision label: all, and those not terminating. */
  readonly countByRevision = new Map<string, number>();
  readonly livingByRevision = new Map<string, number>();

  private readonly pods = new Map<number, LivePod>();
  private readonly twins: LivePod[] = [];
  private readonly facets = new Map<number, Facet>();
  private dirty: number[] = [];
  private stale = true;
  private updateRevision = "";
  private workload: Workload | undefined;
  private readonly questions: IndexQuestions;

  constructor(questions: IndexQuestions) {
    this.questions = questions;
  }

  at(ordinal: number): LivePod | undefined {
    return this.pods.get(ordinal);
  }

  has(pod: LivePod): boolean {
    return this.pods.get(pod.ordinal) === pod || this.twins.includes(pod);
  }

  /** A Pod belongs to the set now. Pods without ordinal are ignored, as the controller does. */
  insert(pod: LivePod): void {
    if (pod.ordinal < 0) return;
    if (this.pods.has(pod.ordinal)) this.twins.push(pod);
    else this.pods.set(pod.ordinal, pod);
    this.touch(pod.ordinal);
  }

  remove(pod: LivePod): void {
    const twin = this.twins.findIndex((other) => other.ordinal === pod.ordinal);
    if (this.pods.get(pod.ordinal) === pod) {
      this.pods.delete(pod.ordinal);
      const [heir] = twin < 0 ? [] : this.twins.splice(twin, 1);
      if (heir !== undefined) this.pods.set(heir.ordinal, heir);
      this.touch(pod.ordinal);
    } else if (twin >= 0) {
      this.twins.splice(this.twins.indexOf(pod), 1);
    }
  }

  /** Something about this ordinal changed: its Pod or one of its claims. */
  touch(ordinal: number): void {
    this.dirty.push(ordinal);
  }

  /** Something about all of them changed: the set. */
  touchAll(): void {
    this.stale = true;
  }

  clear(): void {
    this.pods.clear();
    this.twins.length = 0;
    this.stale = true;
  }

  /** Brings the answers up to date. */
  refresh(workload: Workload, updateRevision: string, now: number): void {
    if (this.stale || this.workload !== workload || this.updateRevision !== updateRevision) {
      this.workload = workload;
      this.updateRevision = updateRevision;
      this.rebuild(workload, now);
      return;
    }
    for (const ordinal of this.dirty) this.evaluate(ordinal, workload, now);
    this.dirty = [];
  }

  private rebuild(workload: Workload, now: number): void {
    for (const set of [this.missing, this.acting, this.unsettled, this.unhealthy]) set.clear();
    for (const set of [this.old, this.oldBroken, this.living, this.dying]) set.clear();
    this.replicas = this.ready = this.available = this.unsettledSlots = this.unhealthySlots = 0;
    this.countByRevision.clear();
    this.livingByRevision.clear();
    this.facets.clear();
    for (let ordinal = workload.start; ordinal < workload.end; ordinal++) this.evaluate(ordinal, workload, now);
    for (const ordinal of this.pods.keys()) {
      if (ordinal < workload.start || ordinal >= workload.end) this.evaluate(ordinal, workload, now);
    }
    this.dirty = [];
    this.stale = false;
  }

  private evaluate(ordinal: number, workload: Workload, now: number): void {
    const pod = this.pods.get(ordinal);
    const wanted = ordinal >= workload.start && ordinal < workload.end;
    const missing = wanted && pod === undefined;
    const terminating = pod !== undefined && isTerminating(pod);
    const available = pod !== undefined && isAvailable(pod, workload.minReadySeconds, now);
    const old = pod !== undefined && !terminating && pod.revision !== this.updateRevision;
    this.missing.put(ordinal, missing);
    this.acting.put(ordinal, pod !== undefined && this.needsWork(pod, wanted));
    this.old.put(ordinal, old);
    this.oldBroken.put(ordinal, old && !available);
    this.living.put(ordinal, pod !== undefined && !terminating);
    this.dying.put(ordinal, terminating);
    const unsettled = missing || (pod !== undefined && (terminating || !available));
    const unhealthy = missing || (pod !== undefined && (terminating || !pod.ready));
    if (wanted) {
      this.unsettledSlots += Number(unsettled) - Number(this.unsettled.has(ordinal));
      this.unhealthySlots += Number(unhealthy) - Number(this.unhealthy.has(ordinal));
    }
    this.unsettled.put(ordinal, unsettled);
    this.unhealthy.put(ordinal, unhealthy);
    this.count(ordinal, pod === undefined ? undefined : { ...facetOf(pod), terminating, available });
  }

  private needsWork(pod: LivePod, wanted: boolean): boolean {
    if (!wanted) return this.questions.condemnedNeedsWork(pod);
    if (isTerminal(pod)) return !isTerminating(pod);
    return this.questions.replicaNeedsWork(pod);
  }

  private count(ordinal: number, facet: Facet | undefined): void {
    const before = this.facets.get(ordinal);
    if (before !== undefined) this.tally(before, -1);
    if (facet === undefined) {
      this.facets.delete(ordinal);
      return;
    }
    this.facets.set(ordinal, facet);
    this.tally(facet, 1);
  }

  private tally(facet: Facet, by: 1 | -1): void {
    this.replicas += by;
    if (facet.ready) this.ready += by;
    if (facet.available) this.available += by;
    addTo(this.countByRevision, facet.revision, by);
    if (!facet.terminating) addTo(this.livingByRevision, facet.revision, by);
  }
}

function facetOf(pod: LivePod): { readonly revision: string; readonly ready: boolean } {
  return { revision: pod.revision, ready: pod.ready };
}

function addTo(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
