import type { ApiCause } from "./diagnostic.ts";
import type { FieldPath } from "./field-path.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { OutcomeKind } from "./plan.ts";
import type { OperationAction } from "./scenario.ts";

/** What a change of one field causes, a closed set. */
export type ChangeEffect = "refused" | "rolls-pods" | "in-place" | "new-only" | "manual-step" | "none";

export type ChangeKind = "add" | "remove" | "change" | "reorder";

/** One differing field. A list that is merged by key is compared item by item. */
export interface FieldChange {
  readonly kind: ChangeKind;
  /** In the new object (in the old one for `remove`), with list indexes. */
  readonly at: FieldPath;
  /** For people: list items by their merge key, `spec.template.spec.containers[nginx].image`. */
  readonly path: string;
  /** Null where the field is not there. A `reorder` shows the item keys. Secret values are masked. */
  readonly old: JsonValue;
  readonly new: JsonValue;
}

/** Differences of two objects, and how many leaf values are equal. */
export interface ObjectComparison {
  readonly changes: readonly FieldChange[];
  readonly unchanged: number;
}

/** What becomes of a claim (PVC). */
export type ClaimFate = "kept" | "deleted" | "orphaned" | "reused" | "created" | "never-created";

/** `recoverable`: nothing is deleted, but Pods start with other, empty volumes until somebody acts. */
export type DataRisk = "none" | "recoverable" | "loss";

export interface ClaimOutcome {
  readonly name: string;
  readonly fate: ClaimFate;
  readonly because: string;
}

/** One command of a recipe. */
export interface RecipeStep {
  /** To be typed as it stands. */
  readonly command: string;
  /** What it does, and what to wait for before the next one. */
  readonly purpose: string;
  /** The same as an operation of a scenario, so that the recipe can be simulated; null when it only looks or waits. */
  readonly operation: OperationAction | null;
}

/** The way to a change that the API server refuses. */
export interface Recipe {
  readonly steps: readonly RecipeStep[];
  /** Names of the Pods that restart on the way. */
  readonly restarts: readonly string[];
  /** What cannot be had or undone, and the traps beside the path. */
  readonly cautions: readonly string[];
}

/** A recipe together with what its simulation came to. */
export interface VerifiedRecipe extends Recipe {
  readonly outcome: OutcomeKind | "not-simulated";
  /** Claims that are there at the end with the data that they had. */
  readonly keptClaims: readonly string[];
}

export interface ClassifiedChange extends FieldChange {
  readonly effect: ChangeEffect;
  /** One clause: why it has that effect. */
  readonly because: string;
}

/** What the API server says to the change. */
export interface ApiVerdict {
  readonly accepted: boolean;
  /** As kubectl prints it; "" when accepted. */
  readonly message: string;
  readonly causes: readonly ApiCause[];
  readonly warnings: readonly string[];
}

/** Will Pods restart, which, and because of which fields. */
export interface RestartVerdict {
  /** In the order in which they are deleted. */
  readonly pods: readonly string[];
  /** Paths of the fields that make the new revision. */
  readonly because: readonly string[];
  /** Pods that keep the old revision below the partition. */
  readonly heldBack: readonly string[];
  /** OnDelete: a person has to delete them. */
  readonly byHand: boolean;
  readonly outcome: OutcomeKind;
}

export type DifferenceAction = "created" | "removed" | "changed" | "renamed" | "unchanged" | "refused";

/** One object of either side and what becomes of it. */
export interface ObjectDifference {
  /** `StatefulSet default/web`, of the new side where there is one. */
  readonly object: string;
  readonly action: DifferenceAction;
  /** The old identity of a renamed object. */
  readonly renamedFrom: string | null;
  readonly changes: readonly ClassifiedChange[];
  /** Equal leaf values. */
  readonly unchanged: number;
  /** One line for a set: will my Pods restart, and because of which field. "" for other kinds without a say. */
  readonly verdict: string;
  readonly api: ApiVerdict;
  /** Null for anything but an accepted change of a StatefulSet. */
  readonly restart: RestartVerdict | null;
  readonly claims: readonly ClaimOutcome[];
  readonly dataRisk: DataRisk;
  readonly recipe: VerifiedRecipe | null;
  /** The strategic merge patch that `kubectl apply` sends; null when it sends none, or the kind has no rules here. */
  readonly patch: JsonObject | null;
}
