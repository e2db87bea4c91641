import type { Wait } from "../model/plan.ts";
import type { SetRevisions } from "./set-revisions.ts";
import type { Sync } from "./sync.ts";

const IN_PROGRESS = "RecreateInProgress";

/**
 * Strategy Recreate: deletes all Pods of other revisions at once and waits until they are gone. True while it waits.
 * Mirrors: recreateDeleteAndWait, statefulset v1.37.0
 */
export function recreate(sync: Sync, revisions: SetRevisions): boolean {
  const { index } = sync.cluster;
  const { update, current } = revisions;
  const waits: Wait[] = [];
  for (let at = index.old.next(0); at >= 0; at = index.old.next(at + 1)) {
    const name = index.at(at)?.name;
    if (name === undefined) continue;
    sync.deletePod(name, "recreate");
    waits.push({ on: name, until: "gone" });
  }
  const others = index.replicas - (index.countByRevision.get(update.name)?.all ?? 0);
  if (others > 0) {
    sync.progressing = { status: "True", reason: IN_PROGRESS, message: "Deleting old revision pods" };
    return sync.halt("recreate-old-pods", ...waits);
  }
  if (current.name !== update.name) {
    sync.progressing = { status: "True", reason: IN_PROGRESS, message: "Waiting for new-revision pods to be created" };
  }
  return false;
}
