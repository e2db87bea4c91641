import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { FieldPath } from "../model/field-path.ts";
import type { InputObject } from "../model/inventory.ts";
import type { JsonValue } from "../model/json.ts";
import type { LocateTarget } from "../model/manifest.ts";
import type { RuleFacts } from "../model/rule-facts.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { ObjectKind } from "./object-kind.ts";
import type { SetView } from "./set-view.ts";

/** A place in one of the run's objects. Rules speak in field paths; the engine turns them into lines. */
export interface Place {
  readonly object: InputObject;
  readonly at: FieldPath;
  readonly target: LocateTarget;
}

export interface RelatedFinding extends Place {
  readonly message: string;
}

/** A safe, mechanical change of the file, in terms of fields. */
export type FieldEdit =
  | { readonly kind: "rename-key"; readonly at: FieldPath; readonly to: string }
  | { readonly kind: "replace-value"; readonly at: FieldPath; readonly value: string | number | boolean }
  | {
      /** New keys at the top of the object at `at`. */
      readonly kind: "add-keys";
      readonly at: FieldPath;
      readonly keys: Readonly<Record<string, JsonValue>>;
    };

export interface Finding extends Place {
  /** One or two sentences: what is wrong, with the real names, and what the cluster makes of it. */
  readonly message: string;
  /** What to change. */
  readonly help?: string;
  readonly related?: readonly RelatedFinding[];
  /** When this case is less or more serious than the rule's usual one. */
  readonly severity?: Severity;
  readonly edit?: FieldEdit;
}

/** What a rule may ask about the run. */
export interface LintContext {
  readonly version: KubernetesVersion;
  readonly clusterDomain: string;
  /** The input is the whole of what will be in the cluster: a missing object is a fault. */
  readonly strict: boolean;
  readonly index: InventoryIndex;
}

/** A rule about one StatefulSet (and its neighbours). */
export interface SetRule extends RuleFacts {
  readonly on: "StatefulSet";
  check(set: SetView, context: LintContext): Iterable<Finding>;
}

/** A rule about one object of another kind. */
export interface ObjectRule extends RuleFacts {
  readonly on: Exclude<ObjectKind, "StatefulSet"> | "Any";
  check(object: InputObject, context: LintContext): Iterable<Finding>;
}

export type Rule = SetRule | ObjectRule | SuppressionRule;

/** Types the literal; nothing else happens at import time. */
export function defineRule(rule: Omit<SetRule, "on">): SetRule {
  return { on: "StatefulSet", ...rule };
}

/** As `defineRule`, for a Service, a PodDisruptionBudget and so on. */
export function defineObjectRule(rule: ObjectRule): ObjectRule {
  return rule;
}

/** A silenced rule, and whether it silenced anything in this run. */
export interface SuppressionUse {
  readonly rule: string;
  /** The rule that it names; undefined when there is none of that id or name. */
  readonly known: RuleFacts | undefined;
  /** The nearest rule name, when none is known. */
  readonly nearest: string | undefined;
  readonly reason: string;
  readonly isUsed: boolean;
  /** The named rule runs; one that is switched off cannot be used. */
  readonly isRunning: boolean;
}

/** A rule about the suppressions themselves. */
export interface SuppressionRule extends RuleFacts {
  readonly on: "Suppression";
  check(use: SuppressionUse): Iterable<{ readonly message: string; readonly help: string }>;
}

/** As `defineRule`, for the comments and annotations that silence rules. */
export function defineSuppressionRule(rule: Omit<SuppressionRule, "on">): SuppressionRule {
  return { on: "Suppression", ...rule };
}
