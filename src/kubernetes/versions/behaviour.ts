/**
 * What differs between versions and is no feature gate: one named field for each difference, so that code
 * asks `version.behaviour.x` and never for a version number. `v1-30.ts` sets all of them; a later version's
 * file says only what changed in it.
 */
export interface Behaviour {
  /** `must be no more than 63 bytes` (from 1.35) or `… characters` for label values. */
  readonly labelLengthUnit: "characters" | "bytes";
  /**
   * What makes a Pod hold back updates and scale-downs of its set: `not-ready`, or (from 1.34) `not-available`,
   * that is not ready for `minReadySeconds` (#130909).
   */
  readonly updateWaitsFor: "not-ready" | "not-available";
  /** Parallel sets with `maxUnavailable`: broken old Pods are deleted first and outside the budget (1.37, #137666). */
  readonly parallelUpdateDeletesBrokenFirst: boolean;
  /** `status.currentRevision` moves on completion under every strategy (1.37, #136833), not only RollingUpdate. */
  readonly completesEveryStrategy: boolean;
  /** A file that begins with `{` but is no JSON is read as YAML (from 1.33). */
  readonly fallsBackToYaml: boolean;
  /** `Unsupported map key of type`, with a capital letter (1.30 only). */
  readonly unsupportedKeyCapital: boolean;
  /** A wrong `apiVersion` is called `metadataOnlyObject.TypeMeta.apiVersion` (from 1.35). */
  readonly namesEmbeddedTypes: boolean;
  /** `metadata.generation` of a Pod is set (from 1.33). */
  readonly podsHaveGeneration: boolean;
}
