import type { FieldError } from "../../model/field-error.ts";
import type { KubernetesVersion } from "../versions/version.ts";

/** What every validation function gets: the version whose rules hold, and the list that it adds its errors to. */
export interface ValidationContext {
  readonly version: KubernetesVersion;
  readonly errors: FieldError[];
}
