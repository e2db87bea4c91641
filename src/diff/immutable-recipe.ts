import type { JsonObject } from "../model/json.ts";
import { objectAt, textAt } from "../model/json-read.ts";
import type { Recipe, RecipeStep } from "../model/object-diff.ts";
import { type ClaimTemplateChanges, compareClaimTemplates } from "./claim-template-changes.ts";
import { growClaims } from "./grow-claims.ts";
import { type SetView, viewOfSet } from "./set-view.ts";

/** What a recipe needs to know of the surroundings. */
export interface RecipeContext {
  /** The manifest to apply, as the person would name it. */
  readonly file: string;
  /** What the StorageClass in the input says; undefined when it is not there. */
  allowsExpansion(storageClassName: string | undefined): boolean | undefined;
}

/**
 * How to bring in a change of immutable fields without losing Pods or claims: the set is deleted with
 * `--cascade=orphan` and created anew; its Pods and claims stay and are taken over.
 * `before` and `after` are stored objects of one name. The steps are meant to be simulated before they are shown.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/
 */
export function recipeForImmutableChange(before: JsonObject, after: JsonObject, context: RecipeContext): Recipe {
  const old = viewOfSet(before);
  const next = viewOfSet(after);
  const claims = compareClaimTemplates(old, next);
  const growth = growClaims(old, claims, context);
  const relabel = relabelPods(old, next);
  const wedged = claims.added.length > 0 ? deleteAscending(old, next, claims) : [];
  const restart = wedged.length === 0 && old.serviceName !== next.serviceName ? restartPods(old, next, after) : [];
  return {
    steps: [...growth.steps, orphanDelete(old), ...relabel, recreate(next, after, context), ...wedged, ...restart],
    restarts: wedged.length > 0 || restart.length > 0 ? podsOfBoth(old, next) : [],
    cautions: [...cautionsOf(old, next, claims), ...growth.cautions],
  };
}

function orphanDelete(old: SetView): RecipeStep {
  return {
    command: `kubectl delete statefulset ${old.name} -n ${old.namespace} --cascade=orphan`,
    purpose: "removes only the StatefulSet object; its Pods keep running, its claims stay",
    operation: { orphanDeleteSet: true },
  };
}

function recreate(next: SetView, after: JsonObject, context: RecipeContext): RecipeStep {
  return {
    command: `kubectl apply -n ${next.namespace} -f ${context.file}`,
    purpose: "creates the set anew; it adopts the running Pods and uses the claims of the same names",
    operation: { apply: after },
  };
}

/**
 * The new set adopts only Pods that its selector matches. Its own template labels match, so the Pods get those
 * values for every key that the selector names; the old set must be gone, else it would release them.
 */
function relabelPods(old: SetView, next: SetView): RecipeStep[] {
  const labels: Record<string, string | null> = {};
  for (const key of next.selectorKeys) {
    if (old.templateLabels[key] !== next.templateLabels[key]) labels[key] = textAt(next.templateLabels, key) || null;
  }
  const changes = Object.entries(labels).map(([key, value]) => (value === null ? `${key}-` : `${key}=${value}`));
  if (changes.length === 0) return [];
  return old.pods.map((name) => ({
    command: `kubectl label pod ${name} -n ${old.namespace} --overwrite ${changes.join(" ")}`,
    purpose:
      "gives the running Pod the labels that the new selector asks for; without them it is not adopted and blocks its name",
    operation: { relabelPod: { name, labels } },
  }));
}

/** Adopted Pods lack the new volume and the controller cannot add it: lowest first, since an error there ends the sync. */
function deleteAscending(old: SetView, next: SetView, claims: ClaimTemplateChanges): RecipeStep[] {
  const names = claims.added.map((template) => `\`${template.name}\``).join(", ");
  return old.pods
    .filter((name) => next.pods.includes(name))
    .map((name) => ({
      command: `kubectl delete pod ${name} -n ${old.namespace}`,
      purpose: `comes back with the claim of ${names}; wait until it is Ready before the next one`,
      operation: { deletePod: name },
    }));
}

/** The subdomain of a Pod is set when it is created, and `serviceName` alone makes no new revision. */
function restartPods(old: SetView, next: SetView, after: JsonObject): RecipeStep[] {
  if (next.updateStrategy === "OnDelete") {
    return [...old.pods].reverse().map((name) => ({
      command: `kubectl delete pod ${name} -n ${old.namespace}`,
      purpose: `comes back under the Service \`${next.serviceName}\`; wait until it is Ready before the next one`,
      operation: { deletePod: name },
    }));
  }
  return [
    {
      command: `kubectl rollout restart statefulset/${next.name} -n ${next.namespace}`,
      purpose: `re-creates the Pods, highest ordinal first, so that they get names under the Service \`${next.serviceName}\``,
      operation: { apply: withRestartAnnotation(after) },
    },
  ];
}

/** Stands for the time that kubectl writes; any value makes a new revision. */
const RESTARTED_AT = "2000-01-01T00:00:00Z";

/** The set as `kubectl rollout restart` leaves it. */
function withRestartAnnotation(set: JsonObject): JsonObject {
  const spec = objectAt(set, "spec");
  const template = objectAt(spec, "template");
  const metadata = objectAt(template, "metadata");
  const annotations = { ...objectAt(metadata, "annotations"), "kubectl.kubernetes.io/restartedAt": RESTARTED_AT };
  return { ...set, spec: { ...spec, template: { ...template, metadata: { ...metadata, annotations } } } };
}

function podsOfBoth(old: SetView, next: SetView): string[] {
  return old.pods.filter((name) => next.pods.includes(name));
}

function cautionsOf(old: SetView, next: SetView, claims: ClaimTemplateChanges): string[] {
  const cautions: string[] = [];
  if (old.whenDeleted === "Delete") {
    cautions.push(
      "The retention policy says `whenDeleted: Delete`: deleting the set without `--cascade=orphan` deletes its claims, and with them the data.",
    );
  }
  if (old.serviceName !== next.serviceName) {
    cautions.push(
      `Until a Pod is re-created it keeps its name under the Service \`${old.serviceName}\`: keep that Service until the restart is finished, and create \`${next.serviceName}\` before it starts.`,
    );
  }
  if (claims.removed.length > 0) {
    const names = claims.removed.map((template) => `\`${template.name}\``).join(", ");
    cautions.push(`The claims of ${names} are used by no Pod any more once it is re-created; nobody deletes them.`);
  }
  if (claims.added.length > 0 && claims.removed.length > 0) {
    cautions.push("A renamed claim template means new, empty claims: copy the data, or keep the old name.");
  }
  for (const change of claims.fixed) {
    cautions.push(
      `\`${change.field}\` of a claim that exists cannot change: claims of \`${change.template}\` keep ${change.old}; only claims made from now on get ${change.new}.`,
    );
  }
  return cautions;
}
