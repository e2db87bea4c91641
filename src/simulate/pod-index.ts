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

/** How many Pods carry a revision label. */
export interface RevisionCount {
  all: number;
  living: number;
}

/** What was last found for one ordinal: a bit for each answer, and the count that its Pod is part of. */
interface Facet {
  bits: number;
  revision: string;
  count: RevisionCount | undefined;
}

/** Wanted ordinals that are looked at. An ordered set does not get this far; larger parallel ones are refused. */
export const MAX_SLOTS = 1_000_000;

const PRESENT = 1;
const READY = 2;
const AVAILABLE = 4;
const WANTED = 8;
const MISSING = 16;
const ACTING = 32;
const UNSETTLED = 64;
const UNHEALTHY = 128;
const OLD = 256;
const OLD_BROKEN = 512;
const LIVING = 1024;
const DYING = 2048;

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
  readonly countByRevision = new Map<string, RevisionCount>();

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

  /** Pods of a revision that are not terminating. */
  livingOf(revision: string): number {
    return this.countByRevision.get(revision)?.living ?? 0;
  }

  private rebuild(workload: Workload, now: number): void {
    for (const set of [this.missing, this.acting, this.unsettled, this.unhealthy]) set.clear();
    for (const set of [this.old, this.oldBroken, this.living, this.dying]) set.clear();
    this.replicas = this.ready = this.available = this.unsettledSlots = this.unhealthySlots = 0;
    this.countByRevision.clear();
    this.facets.clear();
    const end = Math.min(workload.end, workload.start + MAX_SLOTS);
    for (let ordinal = workload.start; ordinal < end; ordinal++) this.evaluate(ordinal, workload, now);
    for (const ordinal of this.pods.keys()) {
      if (ordinal < workload.start || ordinal >= workload.end) this.evaluate(ordinal, workload, now);
    }
    this.dirty = [];
    this.stale = false;
  }

  private evaluate(ordinal: number, workload: Workload, now: number): void {
    const pod = this.pods.get(ordinal);
    const wanted = ordinal >= workload.start && ordinal < workload.end;
    const bits = pod === undefined ? emptyBits(wanted) : this.bitsOf(pod, wanted, workload, now);
    let facet = this.facets.get(ordinal);
    if (facet === undefined) {
      if (bits === 0) return;
      facet = { bits: 0, revision: "", count: undefined };
      this.facets.set(ordinal, facet);
    }
    const revision = pod?.revision ?? "";
    if (facet.bits === bits && facet.revision === revision) return;
    this.recount(facet, bits, revision);
    this.place(ordinal, facet.bits ^ bits, bits);
    facet.bits = bits;
    if (bits === 0) this.facets.delete(ordinal);
  }

  private bitsOf(pod: LivePod, wanted: boolean, workload: Workload, now: number): number {
    const terminating = isTerminating(pod);
    const available = isAvailable(pod, workload.minReadySeconds, now);
    let bits = PRESENT | (terminating ? DYING : LIVING);
    if (wanted) bits |= WANTED;
    if (pod.ready) bits |= READY;
    if (available) bits |= AVAILABLE;
    if (terminating || !available) bits |= UNSETTLED;
    if (terminating || !pod.ready) bits |= UNHEALTHY;
    if (!terminating && pod.revision !== this.updateRevision) bits |= available ? OLD : OLD | OLD_BROKEN;
    return this.needsWork(pod, wanted) ? bits | ACTING : bits;
  }

  private needsWork(pod: LivePod, wanted: boolean): boolean {
    if (!wanted) return this.questions.condemnedNeedsWork(pod);
    if (isTerminal(pod)) return !isTerminating(pod);
    return this.questions.replicaNeedsWork(pod);
  }

  /** Moves an ordinal between the sets of which the bit has changed. */
  private place(ordinal: number, changed: number, bits: number): void {
    if (changed & MISSING) this.missing.put(ordinal, (bits & MISSING) !== 0);
    if (changed & ACTING) this.acting.put(ordinal, (bits & ACTING) !== 0);
    if (changed & UNSETTLED) this.unsettled.put(ordinal, (bits & UNSETTLED) !== 0);
    if (changed & UNHEALTHY) this.unhealthy.put(ordinal, (bits & UNHEALTHY) !== 0);
    if (changed & OLD) this.old.put(ordinal, (bits & OLD) !== 0);
    if (changed & OLD_BROKEN) this.oldBroken.put(ordinal, (bits & OLD_BROKEN) !== 0);
    if (changed & LIVING) this.living.put(ordinal, (bits & LIVING) !== 0);
    if (changed & DYING) this.dying.put(ordinal, (bits & DYING) !== 0);
  }

  private recount(facet: Facet, bits: number, revision: string): void {
    this.tally(facet.bits, facet.count, -1);
    if (facet.count?.all === 0) this.countByRevision.delete(facet.revision);
    facet.revision = revision;
    facet.count = (bits & PRESENT) === 0 ? undefined : this.countOf(revision);
    this.tally(bits, facet.count, 1);
  }

  private tally(bits: number, count: RevisionCount | undefined, by: 1 | -1): void {
    if (bits & WANTED) {
      if (bits & UNSETTLED) this.unsettledSlots += by;
      if (bits & UNHEALTHY) this.unhealthySlots += by;
    }
    if (count === undefined) return;
    count.all += by;
    this.replicas += by;
    if (bits & LIVING) count.living += by;
    if (bits & READY) this.ready += by;
    if (bits & AVAILABLE) this.available += by;
  }

  private countOf(revision: string): RevisionCount {
    let count = this.countByRevision.get(revision);
    if (count === undefined) {
      count = { all: 0, living: 0 };
      this.countByRevision.set(revision, count);
    }
    return count;
  }
}

function emptyBits(wanted: boolean): number {
  return wanted ? WANTED | MISSING | UNSETTLED | UNHEALTHY : 0;
}
