import { byName, ordinalOf } from "./names.ts";
import type { Write } from "./sync.ts";
import type { Workload } from "./workload.ts";

/** Phases of a sync, in their order. Writes of one phase may be concurrent; inside it the order is by ordinal. */
const PHASE = {
  adoptRevision: 0,
  claimPod: 1,
  writeRevision: 2,
  recreate: 3,
  replica: 4,
  condemnedClaim: 5,
  condemned: 6,
  update: 7,
  deleteRevision: 8,
} as const;

interface Placed {
  readonly phase: number;
  readonly major: number;
  readonly minor: string;
  readonly write: Write;
  readonly ordinal: number;
}

/** The writes of one sync in the fixed order of the recorded traces. */
export function inTraceOrder(writes: readonly Write[], workload: Workload): readonly Write[] {
  if (writes.length < 2) return writes;
  const endedInSlot = new Set<string>();
  const placed = writes.map((write) => place(write, workload, endedInSlot));
  placed.sort((a, b) => a.phase - b.phase || a.major - b.major || compareText(a.minor, b.minor));
  sortClaimRuns(placed);
  return placed.map(({ write }) => write);
}

function place(write: Write, workload: Workload, endedInSlot: Set<string>): Placed {
  const ordinal = ordinalOf(write.name);
  const wanted = ordinal >= workload.start && ordinal < workload.end;
  const at = (phase: number, major = 0, minor = ""): Placed => ({ phase, major, minor, write, ordinal });
  switch (write.kind) {
    case "adopt-revision":
      return at(PHASE.adoptRevision, 0, write.name);
    case "adopt-pod":
    case "release-pod":
      return at(PHASE.claimPod, ordinal, write.name);
    case "create-revision":
    case "update-revision":
      return at(PHASE.writeRevision);
    case "delete-revision":
      return at(PHASE.deleteRevision);
    case "delete-pod":
      if (write.outdated) return at(PHASE.recreate, -ordinal);
      if (!wanted) return at(PHASE.condemned, -ordinal);
      if (!write.terminal || endedInSlot.has(write.name)) return at(PHASE.update);
      endedInSlot.add(write.name);
      return at(PHASE.replica, ordinal);
    case "update-claim":
      return wanted ? at(PHASE.replica, ordinal) : at(PHASE.condemnedClaim, -ordinal);
    case "create-claim":
    case "create-pod":
    case "update-pod":
      return at(PHASE.replica, ordinal);
  }
}

/** Several claims of one Pod are created in no particular order: each run of them is sorted by name. */
function sortClaimRuns(placed: Placed[]): void {
  for (let from = 0; from < placed.length; from++) {
    let to = from;
    while (isClaimOf(placed[to], placed[from])) to++;
    if (to - from < 2) continue;
    const run = placed.slice(from, to).sort((a, b) => byName(a.write, b.write));
    for (const [offset, item] of run.entries()) placed[from + offset] = item;
    from = to - 1;
  }
}

function isClaimOf(item: Placed | undefined, first: Placed | undefined): boolean {
  return item?.write.kind === "create-claim" && item.ordinal === first?.ordinal;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
