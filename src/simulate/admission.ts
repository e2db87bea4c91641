import type { JsonObject } from "../model/json.ts";

/** The API server's answer to a write. `errors` are `field: text`; with any, nothing is stored. */
export interface Admitted {
  readonly object: JsonObject;
  readonly errors: readonly string[];
}

/** What the simulator asks the API server. */
export interface Admission {
  createSet(manifest: JsonObject): Admitted;
  /** A PUT of the manifest over the stored object. */
  updateSet(stored: JsonObject, manifest: JsonObject): Admitted & { readonly generationChanged: boolean };
  createPod(manifest: JsonObject): Admitted;
  createClaim(manifest: JsonObject): Admitted;
  /** Error text of the refusal of a Pod that the controller makes; undefined when it would be accepted. */
  podRefusal(set: JsonObject, revision: string, ordinal: number): string | undefined;
  /** … and of the claim that it makes from the claim template of this name. */
  claimRefusal(set: JsonObject, template: string, ordinal: number): string | undefined;
  /** The JSON text that a revision of the set holds. */
  revisionData(set: JsonObject): string;
  revisionName(set: JsonObject, collisionCount: number): string;
  /** The set with the template that a revision holds, and with defaults. */
  restore(set: JsonObject, data: string): JsonObject;
}
