import type { JsonObject } from "../../model/json.ts";

/** What the rules for containers need to know of the Pod around them. */
export interface PodScope {
  readonly spec: JsonObject;
  /** The sound volumes by name. */
  readonly volumes: ReadonlyMap<string, JsonObject>;
  /** Names of the Pod's resource claims. */
  readonly claimNames: ReadonlySet<string>;
}
