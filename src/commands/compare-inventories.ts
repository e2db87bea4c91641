import { effectOf } from "../diff/change-effect.ts";
import { cleanObject, maskSecrets } from "../diff/clean-object.ts";
import { compareValues } from "../diff/compare-values.ts";
import { usesOfConfig } from "../diff/config-references.ts";
import type { DiffedObject } from "../diff/diff-rule.ts";
import { type RecipeContext, recipeForImmutableChange } from "../diff/immutable-recipe.ts";
import { matchObjects, type ObjectPair } from "../diff/match-objects.ts";
import { recipeForRename } from "../diff/rename-recipe.ts";
import { type SetView, viewOfSet } from "../diff/set-view.ts";
import { changedImmutableFields } from "../kubernetes/immutable-fields.ts";
import { revisionName } from "../kubernetes/revision.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import { describeObject } from "../lint/lint-inventory.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { textAt, textMapAt, valueAt } from "../model/json-read.ts";
import type {
  ApiVerdict,
  ClaimOutcome,
  ClassifiedChange,
  DataRisk,
  DifferenceAction,
  FieldChange,
  ObjectDifference,
  RestartVerdict,
  VerifiedRecipe,
} from "../model/object-diff.ts";
import type { Simulation } from "../model/plan.ts";
import { listKeys } from "../schema/list-keys.ts";
import { ACCEPTED, applyChange } from "./apply-change.ts";
import { JUDGED_KINDS } from "./load-manifests.ts";
import { claimNames, claimOutcomes, simulateChange, verifyRecipe } from "./simulate-change.ts";
import { unchangedObject } from "./unchanged-object.ts";

const SET = "apps/v1 StatefulSet";

interface Comparison {
  readonly before: Inventory;
  readonly after: Inventory;
  readonly version: KubernetesVersion;
}

/**
 * What differs between two states of the manifests, and what each difference causes. Objects are paired by kind,
 * namespace and name; changes of a set are played through the simulator, from a healthy set on.
 */
export function compareInventories(before: Inventory, after: Inventory, version: KubernetesVersion): DiffedObject[] {
  const comparison = { before, after, version };
  return matchObjects(before.objects, after.objects).map((pair) => ({
    before: pair.before,
    after: pair.after,
    difference: comparePair(comparison, pair),
  }));
}

function comparePair(comparison: Comparison, pair: ObjectPair): ObjectDifference {
  const { before, after } = pair;
  if (before && after)
    return pair.renamed ? compareRenamed(comparison, before, after) : compareSame(comparison, before, after);
  if (after) return { ...unchangedObject(after), action: "created", verdict: createdVerdict(comparison, after) };
  return before ? compareRemoved(comparison, before) : unchangedObject(undefined);
}

function kindOf({ gvk }: InputObject): string {
  return gvk.split(" ").at(-1) ?? gvk;
}

function createdVerdict({ before }: Comparison, object: InputObject): string {
  if (object.gvk !== SET) return "";
  const rival = before.objects.find(
    (o) => kindOf(o) === "Deployment" && o.namespace === object.namespace && o.name === object.name,
  );
  const { pods } = viewOfSet(object.stored);
  const comes =
    pods.length === 0
      ? "A new set without Pods."
      : `A new set: ${pods.length === 1 ? pods[0] : `${pods[0]} to ${pods.at(-1)}`} will be created.`;
  if (!rival) return comes;
  return `${comes} The Deployment of the same name is another object: \`kubectl apply\` does not remove it, and both would run side by side.`;
}

function compareRemoved({ version }: Comparison, object: InputObject): ObjectDifference {
  const base = { ...unchangedObject(object), action: "removed" as const };
  if (object.gvk !== SET) return base;
  const simulation = simulateChange(object.stored, [{ deleteSet: true }], version);
  const claims = claimOutcomes(object.stored, undefined, simulation);
  const gone = claims.filter(({ fate }) => fate === "deleted").length;
  const verdict =
    gone > 0
      ? "If the set is deleted, its Pods go all at once and its claims with them (`whenDeleted: Delete`): the data is lost."
      : `If the set is deleted, its Pods go all at once; ${claims.length === 0 ? "it has no claims" : `its ${claims.length} claims stay until somebody deletes them`}.`;
  return {
    ...base,
    claims,
    dataRisk: riskOf(claims),
    verdict: `${verdict} \`kubectl apply\` alone deletes nothing; pruning and GitOps tools do.`,
  };
}

function compareRenamed(comparison: Comparison, before: InputObject, after: InputObject): ObjectDifference {
  const base = { ...unchangedObject(after), action: "renamed" as const, renamedFrom: describeObject(before) };
  const { changes, unchanged } = changesOf(comparison, before, after, ACCEPTED);
  if (after.gvk !== SET) return { ...base, changes, unchanged };
  const lost = claimNames(before.stored);
  const claims: ClaimOutcome[] = [
    ...lost.map(
      (name): ClaimOutcome => ({ name, fate: "orphaned", because: "the set of the new name looks for other claims" }),
    ),
    ...claimNames(after.stored).map((name): ClaimOutcome => ({ name, fate: "created", because: "new and empty" })),
  ];
  const recipe = verifyRecipe(
    before.stored,
    recipeForRename(before.stored, after.stored, after.manifest.file),
    comparison.version,
  );
  const verdict = `A set cannot be renamed or moved: this is a new set${lost.length > 0 ? " with new, empty claims" : ""}, and the old one stays until it is deleted.`;
  return { ...base, changes, unchanged, claims, dataRisk: lost.length > 0 ? "recoverable" : "none", recipe, verdict };
}

function compareSame(comparison: Comparison, before: InputObject, written: InputObject): ObjectDifference {
  const { api, stored, patch } = applyChange(before, written, comparison.version);
  const after = api.accepted ? { ...written, stored } : written;
  const { changes, unchanged } = changesOf(comparison, before, after, api);
  const base = { ...unchangedObject(after), changes, unchanged, api, patch };
  if (changes.length === 0 && api.accepted) return base;
  const action: DifferenceAction = api.accepted ? "changed" : "refused";
  if (after.gvk !== SET) return { ...base, action, verdict: verdictAround(comparison, after, api) };
  if (!api.accepted) return { ...base, action, ...refusedSet(comparison, before, after) };
  return { ...base, action, ...acceptedSet(comparison, before, after, changes) };
}

function changesOf(
  { version, after: inventory }: Comparison,
  before: InputObject,
  after: InputObject,
  api: ApiVerdict,
): { changes: ClassifiedChange[]; unchanged: number } {
  const isSecret = kindOf(after) === "Secret";
  const cleaned = [cleanObject(before.stored), cleanObject(after.stored)] as const;
  const [old, next] = isSecret ? maskSecrets(...cleaned) : cleaned;
  const empties = JUDGED_KINDS.has(after.gvk) ? "different" : "absent";
  const { changes, unchanged } = compareValues(old, next, listKeys(after.gvk, version.minor), empties);
  return { changes: changes.map((change) => classify(change, after, api, inventory)), unchanged };
}

function classify(change: FieldChange, object: InputObject, api: ApiVerdict, inventory: Inventory): ClassifiedChange {
  const kind = kindOf(object);
  const rule = effectOf(kind, change);
  if (!rule) return { ...change, effect: "in-place", because: `sts-plan does not judge ${kind} objects` };
  const isNamed = api.causes.some(
    ({ field }) => field !== "" && field !== "spec" && (change.path.startsWith(field) || field.startsWith(change.path)),
  );
  if (isNamed) return { ...change, effect: "refused", because: "the API server refuses it" };
  if (rule.effect === "refused" && api.accepted)
    return { ...change, effect: "in-place", because: "this version lets it change" };
  if (kind === "ConfigMap" || kind === "Secret") return { ...change, ...configEffect(rule, object, kind, inventory) };
  return { ...change, effect: rule.effect, because: rule.because };
}

function configEffect(
  rule: { readonly effect: ClassifiedChange["effect"]; readonly because: string },
  object: InputObject,
  kind: "ConfigMap" | "Secret",
  inventory: Inventory,
): { effect: ClassifiedChange["effect"]; because: string } {
  const asUsual = { effect: rule.effect, because: rule.because };
  if (rule.effect !== "manual-step") return asUsual;
  const uses = inventory.objects
    .filter((o) => o.gvk === SET && o.namespace === object.namespace)
    .flatMap((set) => usesOfConfig(set, kind, object.name));
  if (uses.includes("environment")) return asUsual;
  if (uses.includes("sub-path"))
    return {
      effect: "manual-step",
      because: "a file mounted with subPath is never refreshed; the Pods keep the old one",
    };
  if (uses.includes("volume"))
    return {
      effect: "in-place",
      because: "mounted files change in the running Pods within a minute or two; the program has to read them again",
    };
  return { effect: "none", because: "no StatefulSet of the input uses it" };
}

/** What a change of something beside the set means for the sets of its namespace. */
function verdictAround({ after: inventory }: Comparison, object: InputObject, api: ApiVerdict): string {
  const kind = kindOf(object);
  if (kind === "Service" && api.causes.some(({ field }) => field.startsWith("spec.clusterIP"))) {
    return "A Service cannot be turned headless or back: delete it and create it anew; its names do not resolve in between.";
  }
  if (kind === "Service") return selectorVerdict(inventory, object);
  if (kind !== "ConfigMap" && kind !== "Secret") return "";
  const users = inventory.objects.filter(
    (o) =>
      o.gvk === SET &&
      o.namespace === object.namespace &&
      usesOfConfig(o, kind, object.name).some((use) => use !== "volume"),
  );
  return users
    .map(
      (set) =>
        `No Pod of ${describeObject(set)} restarts by this, since its template is the same: the Pods keep the old values until \`kubectl rollout restart statefulset/${set.name} -n ${set.namespace}\`.`,
    )
    .join(" ");
}

/** Says when a governing Service no longer stands before the Pods of its sets. */
function selectorVerdict({ objects }: Inventory, service: InputObject): string {
  const requirements = Object.entries(textMapAt(service.stored, "spec", "selector"));
  if (requirements.length === 0) return "";
  const missed = objects.filter((o) => {
    const isGoverned =
      o.gvk === SET && o.namespace === service.namespace && textAt(o.stored, "spec", "serviceName") === service.name;
    const labels = textMapAt(o.stored, "spec", "template", "metadata", "labels");
    return isGoverned && requirements.some(([key, value]) => labels[key] !== value);
  });
  return missed
    .map(
      (set) =>
        `It selects no Pod of ${describeObject(set)} any more: their DNS names stop to resolve as soon as this is applied.`,
    )
    .join(" ");
}

type SetPart = Pick<ObjectDifference, "verdict" | "restart" | "claims" | "dataRisk" | "recipe">;

function refusedSet({ after: inventory, version }: Comparison, before: InputObject, after: InputObject): SetPart {
  const changed = changedImmutableFields(before.stored, after.stored, version);
  if (changed.length === 0) {
    return {
      verdict: "The API server refuses this change; nothing happens.",
      restart: null,
      claims: [],
      dataRisk: "none",
      recipe: null,
    };
  }
  const context: RecipeContext = { file: after.manifest.file, allowsExpansion: (name) => expansionOf(inventory, name) };
  const recipe = verifyRecipe(before.stored, recipeForImmutableChange(before.stored, after.stored, context), version);
  const fields = changed.map(({ field }) => `\`spec.${field}\``).join(", ");
  const claims = claimsAfterRecipe(before, after, recipe);
  return {
    verdict: `Refused: ${fields} cannot change in a StatefulSet that exists. Nothing restarts; the set has to be re-created around its Pods (see the recipe).`,
    restart: null,
    claims,
    dataRisk: riskOf(claims),
    recipe,
  };
}

function claimsAfterRecipe(before: InputObject, after: InputObject, recipe: VerifiedRecipe): ClaimOutcome[] {
  const kept = new Set(recipe.keptClaims);
  const used = new Set(claimNames(after.stored));
  const old = claimNames(before.stored);
  const known = new Set(old);
  const fresh = [...used].filter((name) => !known.has(name));
  return [
    ...old.map((name): ClaimOutcome => {
      if (!kept.has(name)) return { name, fate: "deleted", because: "the recipe does not keep it" };
      return used.has(name)
        ? { name, fate: "kept", because: "the re-created set uses it again" }
        : { name, fate: "orphaned", because: "no claim template has this name any more; it stays, with its data" };
    }),
    ...fresh.map((name): ClaimOutcome => ({ name, fate: "created", because: "new and empty" })),
  ];
}

function expansionOf(inventory: Inventory, name: string | undefined): boolean | undefined {
  const found = inventory.objects.find((o) => o.gvk === "storage.k8s.io/v1 StorageClass" && o.name === name);
  return found && valueAt(found.manifest.value, "allowVolumeExpansion") === true;
}

function acceptedSet(
  { version }: Comparison,
  before: InputObject,
  after: InputObject,
  changes: readonly ClassifiedChange[],
): SetPart {
  const simulation = simulateChange(before.stored, [{ apply: after.stored }], version);
  const isNewRevision = revisionName(before.stored, 0, version) !== revisionName(after.stored, 0, version);
  const claims = claimOutcomes(before.stored, after.stored, simulation);
  const restart = isNewRevision ? restartOf(before, after, changes, simulation) : null;
  return {
    verdict: setVerdict(before, after, restart, simulation),
    restart,
    claims,
    dataRisk: riskOf(claims),
    recipe: null,
  };
}

function restartOf(
  before: InputObject,
  after: InputObject,
  changes: readonly ClassifiedChange[],
  simulation: Simulation,
): RestartVerdict {
  const byHand = viewOfSet(after.stored).updateStrategy === "OnDelete";
  const stays = new Set(viewOfSet(after.stored).pods);
  const deleted = simulation.steps.flatMap(({ action, pod }) =>
    action === "delete-pod" && pod !== undefined && stays.has(pod) ? [pod] : [],
  );
  return {
    pods: byHand ? viewOfSet(before.stored).pods.filter((pod) => stays.has(pod)) : [...new Set(deleted)],
    because: changes.filter(({ effect }) => effect === "rolls-pods").map(({ path }) => path),
    heldBack: simulation.heldBack.map(({ pod }) => pod),
    byHand,
    outcome: simulation.final.outcome,
  };
}

function setVerdict(
  before: InputObject,
  after: InputObject,
  restart: RestartVerdict | null,
  simulation: Simulation,
): string {
  const parts = [restart ? restartText(restart) : "No Pod restarts: the Pod template makes the same revision."];
  const freed = freedByPartition(viewOfSet(before.stored), viewOfSet(after.stored));
  if (!restart && freed.length > 0) {
    parts.push(`If the partition held an update back, ${listed(freed)} restart now.`);
  }
  const [old, next] = [new Set(viewOfSet(before.stored).pods), new Set(viewOfSet(after.stored).pods)];
  const added = [...next].filter((pod) => !old.has(pod));
  const removed = [...old].filter((pod) => !next.has(pod)).reverse();
  if (added.length > 0) parts.push(`Created: ${listed(added)}.`);
  if (removed.length > 0) parts.push(`Removed: ${listed(removed)}.`);
  if (simulation.final.outcome !== "complete" && restart?.byHand !== true)
    parts.push(`The plan ends ${simulation.final.outcome}.`);
  return parts.join(" ");
}

/** Pods that a lowered partition lets go, in the order in which they are updated. */
function freedByPartition(before: SetView, after: SetView): string[] {
  if (after.updateStrategy !== "RollingUpdate" || after.partition >= before.partition) return [];
  return after.pods.filter((_, index) => index >= after.partition && index < before.partition).reverse();
}

function restartText({ pods, because, heldBack, byHand }: RestartVerdict): string {
  const fields = because.length > 0 ? `, because of ${because.map((path) => `\`${path}\``).join(", ")}` : "";
  if (byHand) return `No Pod restarts by itself (OnDelete): delete ${listed(pods)} by hand${fields}.`;
  const held = heldBack.length > 0 ? ` Held back by the partition: ${listed(heldBack)}.` : "";
  if (pods.length === 0) return `A new revision, but no Pod restarts${fields}.${held}`;
  return `Restarts, in this order: ${listed(pods)}${fields}.${held}`;
}

const SHOWN = 8;

function listed(names: readonly string[]): string {
  if (names.length <= SHOWN) return names.join(", ");
  return `${names.slice(0, SHOWN - 1).join(", ")} … ${names.at(-1)} (${names.length} Pods)`;
}

function riskOf(claims: readonly ClaimOutcome[]): DataRisk {
  if (claims.some(({ fate }) => fate === "deleted")) return "loss";
  const isOrphaned = claims.some(({ fate }) => fate === "orphaned");
  const isReplaced = isOrphaned && claims.some(({ fate }) => fate === "created");
  return isReplaced ? "recoverable" : "none";
}

const RISKS: readonly DataRisk[] = ["none", "recoverable", "loss"];

/** The worst of several. */
export function worstRisk(risks: readonly DataRisk[]): DataRisk {
  return RISKS[Math.max(0, ...risks.map((risk) => RISKS.indexOf(risk)))] ?? "none";
}
