import { cleanObject } from "../diff/clean-object.ts";
import { compareValues } from "../diff/compare-values.ts";
import type { DiffedObject } from "../diff/diff-rule.ts";
import { createObject, readStored, updateObject } from "../kubernetes/api-server.ts";
import { revisionName } from "../kubernetes/revision.ts";
import { kubectlInvalidText } from "../kubernetes/status-text.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { FieldError } from "../model/field-error.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { JsonObject } from "../model/json.ts";
import { objectAt } from "../model/json-read.ts";
import type { ApiVerdict, ClassifiedChange, ObjectDifference, RestartVerdict } from "../model/object-diff.ts";
import type { Simulation } from "../model/plan.ts";
import { decodeObject } from "../schema/decode-object.ts";
import { listKeys } from "../schema/list-keys.ts";
import { healthyState } from "../simulate/healthy-state.ts";
import { instantsFor, simulate } from "../simulate/simulate.ts";
import { ACCEPTED } from "./apply-change.ts";
import { JUDGED_KINDS } from "./load-manifests.ts";
import { serverAdmission } from "./server-admission.ts";
import { replicasOf, simulateChange } from "./simulate-change.ts";
import { unchangedObject } from "./unchanged-object.ts";

const SET = "apps/v1 StatefulSet";

interface Upgrade {
  readonly from: KubernetesVersion;
  readonly to: KubernetesVersion;
}

/**
 * What becomes of objects when the server goes from one version to another and nobody applies anything: how the new
 * server reads what is stored, what its controller does then, and what it says to the same manifest.
 */
export function compareVersions(
  before: Inventory,
  after: Inventory,
  from: KubernetesVersion,
  to: KubernetesVersion,
): DiffedObject[] {
  return before.objects.flatMap((object, index) => {
    const same = after.objects[index];
    if (!JUDGED_KINDS.has(object.gvk)) return [];
    return same?.gvk === object.gvk && same.name === object.name
      ? [{ before: object, after: same, difference: compareObject(object, same, { from, to }) }]
      : [];
  });
}

function compareObject(old: InputObject, next: InputObject, upgrade: Upgrade): ObjectDifference {
  const base = unchangedObject(old);
  if (!old.accepted) {
    const verdict = next.accepted
      ? `${upgrade.from.name} refuses this manifest; ${upgrade.to.name} takes it.`
      : `Neither version takes this manifest as it is: see \`sts-plan lint\`.`;
    return { ...base, action: next.accepted ? "changed" : "unchanged", verdict: next.accepted ? verdict : "" };
  }
  const live = readStored(old.stored, upgrade.to);
  const again = applyAgain(live, next, upgrade);
  const read = differencesOf(old, [old.stored, live], upgrade, `${upgrade.to.name} reads the stored object so`);
  const applied = differencesOf(
    old,
    [live, again.object],
    upgrade,
    "the next `kubectl apply` of the same file does it",
  );
  const told = old.gvk === SET ? aboutSet(old.stored, live, upgrade) : { sentences: [], restart: null };
  const sentences = [...told.sentences, ...againSentences(old, live, again, upgrade)];
  // A default that the new server adds says what held before; whether it means more, the simulations tell.
  const lost = read.changes.filter(({ kind }) => kind !== "add");
  const changes = [...lost, ...(old.gvk === "v1 Service" ? [] : applied.changes)];
  if (changes.length === 0 && sentences.length === 0) return { ...base, unchanged: read.unchanged };
  const quiet = old.gvk === SET && told.restart === null ? ["No Pod restarts by the upgrade."] : [];
  return {
    ...base,
    action: again.verdict.accepted ? "changed" : "refused",
    changes,
    unchanged: read.unchanged,
    api: again.verdict,
    restart: told.restart,
    verdict: [...quiet, ...sentences].join(" "),
  };
}

function differencesOf(
  { gvk }: InputObject,
  [before, after]: readonly [JsonObject, JsonObject],
  { to }: Upgrade,
  because: string,
): { changes: ClassifiedChange[]; unchanged: number } {
  const keys = listKeys(gvk, to.minor);
  const { changes, unchanged } = compareValues(bodyOf(before), bodyOf(after), keys, "different");
  return { changes: changes.map((change) => ({ ...change, effect: "in-place", because })), unchanged };
}

/** Without what names the object, which is the same on both sides. */
function bodyOf(object: JsonObject): JsonObject {
  const clean = cleanObject(object);
  const { namespace: _namespace, ...metadata } = objectAt(clean, "metadata");
  return { ...clean, metadata };
}

/** What the new server makes of the same manifest, applied again to what runs, and to an empty namespace. */
interface Again {
  readonly object: JsonObject;
  readonly verdict: ApiVerdict;
  /** Field errors of a create, where the change of what runs is accepted. */
  readonly createErrors: readonly FieldError[];
}

function applyAgain(live: JsonObject, next: InputObject, { to }: Upgrade): Again {
  const { object, error } = decodeObject(next.manifest.value, to.name);
  if (object === undefined || error !== undefined) {
    const message = `Error from server (BadRequest): ${error ?? ""}`;
    return { object: live, verdict: { ...ACCEPTED, accepted: false, message }, createErrors: [] };
  }
  const namespaced = { ...object, metadata: { ...objectAt(object, "metadata"), namespace: next.namespace } };
  const answer = updateObject(live, namespaced, to);
  if (answer.errors.length === 0) {
    return { object: answer.object, verdict: ACCEPTED, createErrors: createObject(namespaced, to).errors };
  }
  const verdict = {
    accepted: false,
    message: kubectlInvalidText({ gvk: next.gvk, name: next.name }, answer.errors).trimEnd(),
    causes: answer.errors.map(({ type, field, text }) => ({ type, field, detail: text })),
    warnings: [],
  };
  return { object: live, verdict, createErrors: [] };
}

function againSentences(old: InputObject, live: JsonObject, again: Again, { from, to }: Upgrade): string[] {
  if (!again.verdict.accepted) {
    return [`What runs goes on running, but ${to.name} refuses the manifest: repair it before the upgrade.`];
  }
  const sentences: string[] = [];
  if (old.gvk === SET && revisionName(live, 0, to) !== revisionName(again.object, 0, to)) {
    sentences.push(
      `The next \`kubectl apply\` of the same file restarts the Pods: ${from.name} had dropped fields of the template that ${to.name} keeps.`,
    );
  }
  if (again.createErrors.length > 0) {
    const reasons = again.createErrors.map(({ field, text }) => `${field}: ${text}`).join("; ");
    sentences.push(
      `What runs can still be changed, but ${to.name} would not create it any more (a restore or a second cluster fails): ${reasons}.`,
    );
  }
  return sentences;
}

interface Told {
  readonly sentences: readonly string[];
  readonly restart: RestartVerdict | null;
}

function aboutSet(stored: JsonObject, live: JsonObject, upgrade: Upgrade): Told {
  const afterwards = simulateUpgrade(stored, live, upgrade);
  const pods = podsIn(afterwards, "delete-pod");
  const restart: RestartVerdict | null =
    pods.length === 0 ? null : { pods, because: [], heldBack: [], byHand: false, outcome: afterwards.final.outcome };
  const restarted = restart
    ? [
        `The upgrade alone restarts ${pods.join(", ")}: ${upgrade.to.name} writes the same template as another revision.`,
      ]
    : [];
  return { sentences: [...restarted, ...rolloutSentences(stored, live, upgrade)], restart };
}

/** The controller of the new version over the Pods and revisions that the old one made. */
function simulateUpgrade(stored: JsonObject, live: JsonObject, { from, to }: Upgrade): Simulation {
  const state = healthyState(stored, from, serverAdmission(from));
  return simulate({
    state: { ...state, set: state.set && { ...state.set, object: live } },
    environment: { startSeconds: 10, terminateSeconds: 5 },
    operations: [],
    version: to,
    admission: serverAdmission(to),
    maxInstants: instantsFor(replicasOf(stored)),
  });
}

/** Plays one rollout under both versions and says where they part. */
function rolloutSentences(stored: JsonObject, live: JsonObject, { from, to }: Upgrade): string[] {
  const before = simulateChange(stored, [{ apply: withAnnotation(stored) }], from);
  const after = simulateChange(live, [{ apply: withAnnotation(live) }], to);
  if (courseOf(before) === courseOf(after)) return [];
  const [old, now] = [describe(before), describe(after)];
  const what = old === now ? `${now}, in other steps` : `${now}; before: ${old}`;
  return [`The next rollout goes another way than under ${from.name}: ${what}.`];
}

function describe(simulation: Simulation): string {
  const { outcome, t } = simulation.final;
  if (outcome !== "complete") return `it ends ${outcome}`;
  return `${count(podsIn(simulation, "delete-pod").length)} restart, at most ${mostAway(simulation)} away at once, ${t} s`;
}

function count(pods: number): string {
  return pods === 1 ? "1 Pod" : `${pods} Pods`;
}

function mostAway(simulation: Simulation): number {
  let away = 0;
  let most = 0;
  for (const { action } of simulation.steps) {
    if (action === "delete-pod") away++;
    if (action === "create-pod") away--;
    most = Math.max(most, away);
  }
  return most;
}

function courseOf({ steps, final }: Simulation): string {
  const course = steps.flatMap(({ t, action, pod }) => (pod === undefined ? [] : [`${t} ${action} ${pod}`]));
  return [...course, final.outcome].join("\n");
}

function podsIn({ steps }: Simulation, action: "delete-pod"): string[] {
  return [...new Set(steps.flatMap((step) => (step.action === action && step.pod !== undefined ? [step.pod] : [])))];
}

function withAnnotation(set: JsonObject): JsonObject {
  const template = objectAt(set, "spec", "template");
  const metadata = objectAt(template, "metadata");
  const annotations = { ...objectAt(metadata, "annotations"), "kubectl.kubernetes.io/restartedAt": "again" };
  return {
    ...set,
    spec: { ...objectAt(set, "spec"), template: { ...template, metadata: { ...metadata, annotations } } },
  };
}
