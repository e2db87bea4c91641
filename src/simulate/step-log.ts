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

const NO_WAITS: readonly Wait[] = [];

/** Writes turned into steps for people: numbered, with what the controller had waited for. */
export class StepLog {
  readonly steps: Step[] = [];
  private waits = NO_WAITS;
  private ended = NO_WAITS;

  /** A new moment: which of the waits have ended by what happened? */
  begin(events: readonly TraceEvent[]): void {
    if (this.waits.length === 0) {
      this.ended = NO_WAITS;
      return;
    }
    const touched = new Set(events.map((event) => event[1]));
    this.ended = this.waits.filter((wait) => touched.has(wait.on));
  }

  add(t: number, writes: readonly Write[]): void {
    for (const write of writes) this.steps.push(this.step(t, write));
  }

  /** Where the last sync of the moment stopped. */
  end(stop: Stop): void {
    this.waits = stop.waits;
  }

  private step(t: number, { kind, name, args, reason }: Write): Step {
    const n = this.steps.length + 1;
    if (kind === "create-pod") {
      return { n, t, action: kind, pod: name, revision: String(args[2]), reason, waitedFor: this.ended };
    }
    switch (OBJECT_OF[kind]) {
      case "pod":
        return { n, t, action: kind, pod: name, reason, waitedFor: this.ended };
      case "claim":
        return { n, t, action: kind, claim: name, reason, waitedFor: this.ended };
      case "revision":
        return { n, t, action: kind, revision: name, reason, waitedFor: NO_WAITS };
    }
  }
}
