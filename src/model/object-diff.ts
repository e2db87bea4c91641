import type { FieldPath } from "./field-path.ts";
import type { JsonValue } from "./json.ts";
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
