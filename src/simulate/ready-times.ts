import type { LivePod } from "./live-pod.ts";

const NONE: ReadonlySet<LivePod> = new Set();

/** The ready Pods by the second at which they became ready. */
export class ReadyTimes {
  private readonly buckets = new Map<number, Set<LivePod>>();
  /** Ascending; a time stays here when its bucket has become empty. */
  private readonly times: number[] = [];
  private cursor = 0;
  private searchedFor = Number.NEGATIVE_INFINITY;

  add(pod: LivePod): void {
    const bucket = this.buckets.get(pod.readyAt);
    if (bucket === undefined) {
      this.buckets.set(pod.readyAt, new Set([pod]));
      const at = this.indexAfter(pod.readyAt);
      if (at === this.times.length) this.times.push(pod.readyAt);
      else this.times.splice(at, 0, pod.readyAt);
    } else {
      bucket.add(pod);
    }
    this.searchedFor = Number.NEGATIVE_INFINITY;
  }

  delete(pod: LivePod): void {
    this.buckets.get(pod.readyAt)?.delete(pod);
  }

  at(time: number): ReadonlySet<LivePod> {
    return this.buckets.get(time) ?? NONE;
  }

  /** The earliest second after `time` at which a Pod that is still ready became ready. */
  nextAfter(time: number): number | undefined {
    if (time !== this.searchedFor) {
      if (time < this.searchedFor || this.searchedFor === Number.NEGATIVE_INFINITY) this.cursor = this.indexAfter(time);
      this.searchedFor = time;
    }
    for (; this.cursor < this.times.length; this.cursor++) {
      const candidate = this.times[this.cursor] ?? 0;
      if (candidate > time && this.at(candidate).size > 0) return candidate;
    }
    return undefined;
  }

  /** Index of the first time greater than `time`. */
  private indexAfter(time: number): number {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
