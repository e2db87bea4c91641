import type { JsonObject } from "../../model/json.ts";
import type { ValidationContext } from "./context.ts";

/** What the rules for Pods and Pod templates look at besides the field itself. */
export interface PodContext extends ValidationContext {
  /** Metadata of the Pod that is created; undefined for a template. */
  readonly pod?: JsonObject | undefined;
  /** The stored template that an update replaces: what it has already is let through by some rules. */
  readonly old?: JsonObject | undefined;
}
