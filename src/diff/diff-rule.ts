import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { FieldPath } from "../model/field-path.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import type { ObjectDifference } from "../model/object-diff.ts";
import type { RuleFacts } from "../model/rule-facts.ts";

/** An object of either side with what was found of it. */
export interface DiffedObject {
  readonly before: InputObject | undefined;
  readonly after: InputObject | undefined;
  readonly difference: ObjectDifference;
}

/** What a rule about a change may look at. */
export interface DiffRun {
  readonly diffed: readonly DiffedObject[];
  /** The new state. */
  readonly inventory: Inventory;
  readonly version: KubernetesVersion;
  /** The old state is a dump of a cluster. */
  readonly isLive: boolean;
  /** Only the server changes: the version before. */
  readonly upgradedFrom: string | null;
}

export interface DiffFinding {
  /** In the new object, or in the old one when it is gone. */
  readonly at: FieldPath;
  readonly message: string;
  readonly help: string;
  readonly severity?: Severity;
}

/** A rule about one changed object; `lint` does not run it, for it sees one state only. */
export interface DiffRule extends RuleFacts {
  /** Runs when only the server changes, the others when the manifests do. */
  readonly onUpgrade?: true;
  check(object: DiffedObject, run: DiffRun): Iterable<DiffFinding>;
}
