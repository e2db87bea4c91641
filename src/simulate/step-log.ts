import type { Step, Stop, TraceEvent, Wait, WriteKind } from "../model/plan.ts";
import type { Write } from "./sync.ts";

/** What a step speaks of: a Pod, a claim or a revision. */
const OBJECT_OF = {
  "adopt-revision": "revision",
  "create-revision": "revision",
  "update-revision": "revision",
  "delete-revision": "revision",
  "adopt-pod": "pod",
  "release-pod": "pod",
  "create-pod": "pod",
  "update-pod": "pod",
  "delete-pod": "pod",
  "create-claim": "claim",
  "update-claim": "claim",
} as const satisfies Record<WriteKind, "pod" | "claim" | "revision">;

/** Writes turned into steps for people: numbered, with what the controller had waited for. */
export class StepLog {
  readonly steps: Step[] = [];
  private waits: readonly Wait[] = [];
  private ended: readonly Wait[] = [];

  /** A new moment: which of the waits have ended by what happened? */
  begin(events: readonly TraceEvent[]): void {
    if (this.waits.length === 0) {
      this.ended = [];
      return;
    }
    const touched = new Set(events.map((event) => event[1]));
    this.ended = this.waits.filter((wait) => touched.has(wait.on));
  }

  add(t: number, writes: readonly Write[]): void {
    for (const write of writes) {
      const [, name, third] = write.args;
      const object = OBJECT_OF[write.kind];
      this.steps.push({
        n: this.steps.length + 1,
        t,
        action: write.kind,
        [object]: name,
        ...(write.kind === "create-pod" ? { revision: String(third) } : {}),
        reason: write.reason,
        waitedFor: object === "revision" ? [] : this.ended,
      });
    }
  }

  /** Where the last sync of the moment stopped. */
  end(stop: Stop): void {
    this.waits = stop.waits;
  }
}
