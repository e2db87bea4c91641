import { labelsMeetAll, requirementsOf } from "../kubernetes/label-selector.ts";
import type { ClusterState, RevisionRecord } from "../model/cluster.ts";
import type { JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import type { Admission } from "./admission.ts";
import { applyOf, type VerbResult } from "./operations.ts";

/** `kubectl rollout history`: the head line and a table. Mirrors: printHistory, k8s.io/kubectl v0.37.0 */
export function rolloutHistory(state: ClusterState): string {
  const name = textAt(state.set?.object, "metadata", "name");
  const history = new Map(historyOf(state).map((revision) => [revision.number, revision]));
  if (history.size === 0) return `statefulset.apps/${name} \nNo rollout history found.`;
  const numbers = [...history.keys()].sort((a, b) => a - b);
  const width = Math.max("REVISION".length, ...numbers.map((number) => String(number).length)) + 2;
  const lines = numbers.map((number) => {
    return String(number).padEnd(width) + (history.get(number)?.changeCause || "<none>");
  });
  return [`statefulset.apps/${name} `, `${"REVISION".padEnd(width)}CHANGE-CAUSE`, ...lines, ""].join("\n");
}

/**
 * `kubectl rollout undo [--to-revision=N]`, 0 is the last one but the newest.
 * Mirrors: StatefulSetRollbacker, k8s.io/kubectl v0.37.0
 */
export function rolloutUndo(state: ClusterState, admission: Admission, toRevision = 0): VerbResult {
  const { set } = state;
  const history = historyOf(state);
  const missing = { error: `unable to find specified revision ${toRevision} in history` };
  if (set === undefined || toRevision < 0) return missing;
  if (toRevision === 0 && history.length <= 1) return { error: "no last revision to roll back to" };
  const target = toRevision === 0 ? history.at(-2) : history.find((revision) => revision.number === toRevision);
  if (target === undefined) return missing;
  const name = `statefulset.apps/${textAt(set.object, "metadata", "name")}`;
  if (target.data === admission.revisionData(set.object)) {
    const because = `current template already matches revision ${toRevision}`;
    return { operations: [], message: `${name} skipped rollback (${because})` };
  }
  return { operations: [applyOf(restored(set.object, target.data))], message: `${name} rolled back` };
}

/** The Pod template of a revision, for `kubectl rollout history --revision`; undefined when there is none of this number. */
export function templateOfRevision(state: ClusterState, number: number): JsonObject | undefined {
  const revision = historyOf(state).findLast((candidate) => candidate.number === number);
  return revision && templateIn(revision.data);
}

function templateIn(data: string): JsonObject {
  const { $patch: _, ...template } = objectAt(JSON.parse(data), "spec", "template");
  return template;
}

/** The set with the template of a revision, nothing else changed. */
function restored(set: JsonObject, data: string): JsonObject {
  const template = templateIn(data);
  return { ...set, spec: { ...objectAt(set, "spec"), template } };
}

/** The set's own revisions that its selector matches, lowest number first. */
function historyOf(state: ClusterState): RevisionRecord[] {
  const { set } = state;
  if (set === undefined) return [];
  const selector = requirementsOf(objectAt(set.object, "spec", "selector"));
  return state.revisions
    .filter((revision) => revision.owner === set.uid && labelsMeetAll(selector, revision.labels))
    .sort((a, b) => a.number - b.number);
}
