/** What some versions warn of and others do not. */
export type WarningTopic =
  | "more-node-labels"
  | "overlapping-paths"
  | "port-names"
  | "node-term-values"
  | "pod-addresses"
  | "negative-history"
  | "ignored-fields"
  | "prefer-close"
  | "external-ips";

/**
 * What differs between versions and is no feature gate: one named field for each difference, so that code
 * asks `version.behaviour.x` and never for a version number. `v1-30.ts` sets all of them; a later version's
 * file says only what changed in it.
 */
export interface Behaviour {
  /** Things that the server warns of; the same in all versions are not listed. */
  readonly warnsOf: readonly WarningTopic[];
  /** What is said of an accepted address with an odd spelling: up to 1.32 Go's words, from 1.36 that it is invalid. */
  readonly oddAddresses: "quotes-parser" | "soon-invalid" | "invalid";
  /** In warnings of overlapping paths a projected source without files stands for those before it (up to 1.33). */
  readonly repeatsProjectedFiles: boolean;
  /** An AppArmor annotation is warned of unless it says the same as the Pod's profile (from 1.34), before if there is one. */
  readonly comparesAppArmor: boolean;
  /** The group of a scale target is looked at (from 1.34). */
  readonly checksScaleTargetVersion: boolean;
  /** How `maxReplicas` below 1 is refused: in one way, from 1.36 0 as a missing value, from 1.37 declared with the type. */
  readonly autoscalerMaximum: "positive" | "required" | "declared";
  /** Addresses that the stored Service has may stay, whatever they look like (from 1.33). */
  readonly keepsStoredAddresses: boolean;
  /** The name of a Service is judged on updates too, and metadata once more (up to 1.33). */
  readonly asksServiceNameAgain: boolean;
  /** A load balancer may not stand before port 10250 (up to 1.32). */
  readonly guardsKubeletPort: boolean;
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
  /** Where the gate of container restart rules is off, restart policies of containers are dropped too (from 1.34). */
  readonly hasRestartRules: boolean;
  /** How an owner reference with an empty field is refused: `name must not be empty`, from 1.34 `must not be empty`, from 1.37 as a missing value. */
  readonly emptyOwnerField: "named" | "plain" | "required";
  /** The same error is told once, however often a rule finds it (from 1.37). */
  readonly dropsRepeatedErrors: boolean;
  /** `metadata.generation` of a Pod is set (from 1.33). */
  readonly podsHaveGeneration: boolean;
  /** Values in errors are shown as JSON (from 1.34), before in Go syntax. */
  readonly showsValuesAsJson: boolean;
  /** How a text that is too long is refused: `must have at most N bytes`, from 1.32 `may not be more than N bytes`. */
  readonly tooLongWording: "must have at most" | "may not be more than";
  /** Names of environment variables may be any printable text without `=` (from 1.32). */
  readonly relaxedEnvNames: boolean;
  /** The whole Pod template and the claim templates are validated when a set is created (from 1.34). */
  readonly validatesTemplates: boolean;
  /** AppArmor profiles of a Pod that is created are written into annotations too (to 1.33). */
  readonly annotatesAppArmor: boolean;
  /** What errors call `hostUsers`: `pod.Spec.HostUsers`, from 1.34 as it is spelt. */
  readonly hostUsersPath: "pod.Spec.HostUsers" | "hostUsers";
  /** Block devices and user namespaces exclude each other (from 1.34). */
  readonly refusesDevicesForHostUsers: boolean;
  /** What is said of an `os` without name: `cannot be empty`, from 1.34 nothing. */
  readonly emptyOsName: "cannot be empty" | "";
  /** The server keeps host namespaces and shared processes in the security context, and looks at them there (to 1.36). */
  readonly hostFieldsInSecurityContext: boolean;
  /** A hook that sleeps 0 seconds: refused, refused with a hint at the gate (1.32), allowed (from 1.33). */
  readonly zeroSleep: "refused" | "gated" | "allowed";
  /** Init containers that are no sidecars must not be restarted by a resize (from 1.36). */
  readonly refusesRestartOnInitResize: boolean;
  /** Too many restart rules are counted in the error (from 1.36), before called too long. */
  readonly countsRestartRules: boolean;
  /** A part of an image volume cannot be mounted (1.31 and 1.32). */
  readonly refusesSubPathOfImage: boolean;
  /** `serviceName` of a set must be a DNS label (from 1.33). */
  readonly validatesServiceName: boolean;
  /** What the one error for immutable fields of a set lists; "" where each field has an error of its own (1.37). */
  readonly mutableSetFields: string;
  /** The form of an empty CSI driver name is told beside its absence (to 1.34). */
  readonly checksFormOfEmptyDriver: boolean;
  /** An image volume without reference is refused in templates too (from 1.37), before only in Pods. */
  readonly templatesNeedImageReference: boolean;
  /** What is said of a second source of one projection. */
  readonly extraProjection:
    | "may not specify more than 1 volume type"
    | "may not specify more than 1 volume type per source";
  /** Errors about search domains show the form that allows underscores (from 1.34), before the one that does not. */
  readonly showsUnderscoredForm: boolean;
  /** When the attributes class of a stored claim may change: always (1.30), to another one when bound, when bound (from 1.34). */
  readonly attributesClassChange: "always" | "to another when bound" | "when bound";
  /** Values in required node affinity must be label values (from 1.33). */
  readonly checksNodeAffinityValues: boolean;
  /** Operators `Lt` and `Gt` of tolerations are known, if behind a gate (from 1.35). */
  readonly knowsComparingTolerations: boolean;
  /** `Exists` with a value shows the whole toleration (to 1.31), later the value. */
  readonly showsWholeToleration: boolean;
}
