import type { LiveRevision } from "./cluster.ts";
import type { Sync } from "./sync.ts";

const HASH_LABEL = "controller.kubernetes.io/hash";

/** The revisions that a sync works with. */
export interface SetRevisions {
  /** Oldest first, as they were before this sync wrote any. */
  readonly listed: readonly LiveRevision[];
  readonly current: LiveRevision;
  readonly update: LiveRevision;
  readonly collisionCount: number;
}

/**
 * Finds, renumbers or creates the revision of the set's template, and the revision that the status calls current.
 * Mirrors: getStatefulSetRevisions, statefulset v1.37.0
 */
export function resolveRevisions(sync: Sync, listed: readonly LiveRevision[]): SetRevisions {
  const data = sync.templates.dataOf(sync.workload);
  const last = listed.at(-1);
  const equal = listed.findLast((revision) => revision.data === data);
  let collisionCount = sync.set.status.collisionCount;
  let update: LiveRevision;
  if (last !== undefined && (last.data === data || (equal === undefined && meansTheSame(sync, last)))) {
    update = last;
  } else if (equal !== undefined) {
    update = equal;
    update.number = nextNumber(last);
    sync.record("update-revision", update.name, "template-seen-before", [update.number]);
  } else {
    ({ update, collisionCount } = createRevision(sync, data, nextNumber(last), collisionCount));
  }
  const current = listed.find((revision) => revision.name === sync.set.status.currentRevision) ?? update;
  return { listed, current, update, collisionCount };
}

/**
 * Deletes the oldest revisions that neither the status nor a Pod names, down to the history limit.
 * Mirrors: truncateHistory, statefulset v1.37.0
 */
export function truncateHistory(sync: Sync, revisions: SetRevisions): void {
  const limit = sync.workload.historyLimit;
  if (limit < 0 || revisions.listed.length <= limit) return;
  const inUse = sync.cluster.index.countByRevision;
  const { current, update } = revisions;
  const history = revisions.listed.filter(
    ({ name }) => name !== current.name && name !== update.name && !inUse.has(name),
  );
  for (const revision of history.slice(0, Math.max(0, history.length - limit))) {
    sync.cluster.revisions.delete(revision.name);
    sync.record("delete-revision", revision.name, "history-limit", [revision.number]);
  }
}

function meansTheSame(sync: Sync, revision: LiveRevision): boolean {
  if (!sync.isOn("StatefulSetSemanticRevisionComparison")) return false;
  return sync.templates.meansTheSame(sync.workload, revision.data);
}

function nextNumber(last: LiveRevision | undefined): number {
  return last === undefined ? 1 : last.number + 1;
}

/**
 * Stores a new revision. A name that is taken by another text raises the collision count; one that is taken by the
 * same text is used as it is. Mirrors: CreateControllerRevision, history v1.37.0
 */
function createRevision(
  sync: Sync,
  data: string,
  number: number,
  collisions: number,
): { readonly update: LiveRevision; readonly collisionCount: number } {
  const { cluster, workload, templates } = sync;
  const hash = templates.revisionName(workload, collisions).slice(workload.name.length + 1);
  for (let collisionCount = collisions; ; collisionCount++) {
    const name = templates.revisionName(workload, collisionCount);
    const taken = cluster.revisions.get(name);
    if (taken !== undefined && taken.data !== data) continue;
    if (taken !== undefined) return { update: taken, collisionCount };
    const labels = { ...templates.blueprint(workload, data).labels, [HASH_LABEL]: hash };
    const update = {
      name,
      number,
      data,
      labels,
      createdAt: cluster.t,
      owner: workload.uid,
      changeCause: workload.changeCause,
    };
    cluster.revisions.set(name, update);
    sync.record("create-revision", name, number === 1 ? "first-revision" : "new-template", [number]);
    return { update, collisionCount };
  }
}
