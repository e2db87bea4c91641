/**
 * What differs between versions and is no feature gate: one named field for each difference, so that code
 * asks `version.behaviour.x` and never for a version number. `v1-30.ts` sets all of them; a later version's
 * file says only what changed in it.
 */
export interface Behaviour {
  /** `must be no more than 63 bytes` (from 1.35) or `… characters` for label values. */
  readonly labelLengthUnit: "characters" | "bytes";
}
