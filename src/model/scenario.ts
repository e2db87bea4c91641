import type { JsonObject } from "./json.ts";

export interface PodDurations {
  readonly startSeconds?: number;
  readonly terminateSeconds?: number;
}

/** Pods that never become ready: an absent key matches anything. `revision` is the Pod's revision label, or its hash alone. */
export interface BrokenRule {
  readonly pod?: string;
  /** Image of the first container. */
  readonly image?: string;
  readonly revision?: string;
}

/** Everything that the controller does not decide. Times are whole seconds. */
export interface Environment {
  readonly startSeconds: number;
  readonly terminateSeconds: number;
  /** From the loss of the last owner to the end of a claim. Default 0. */
  readonly gcSeconds?: number;
  /** A Failed or Succeeded Pod vanishes inside the delete call, as on a real server. */
  readonly terminalAtOnce?: boolean;
  /** By ordinal, as text. */
  readonly perPod?: Readonly<Record<string, PodDurations>>;
  readonly broken?: readonly BrokenRule[];
}

/** `settled`, an absolute second, or `+N` seconds after the operation before. */
export type OperationTime = "settled" | number | `+${number}`;

export type OperationAction =
  | { readonly apply: JsonObject }
  | { readonly deletePod: string }
  /** It is gone at once, whatever held it: `--force`, or its finalizers taken off. */
  | { readonly forceDeletePod: string }
  | { readonly failPod: string }
  | { readonly succeedPod: string }
  | { readonly unreadyPod: string }
  | { readonly healPod: string }
  | { readonly deleteClaim: string }
  /** Takes off the finalizers that hold a terminating claim. */
  | { readonly releaseClaim: string }
  | { readonly addPod: JsonObject }
  | { readonly addClaim: JsonObject }
  | { readonly addRevision: JsonObject }
  | { readonly relabelPod: { readonly name: string; readonly labels: Readonly<Record<string, string | null>> } }
  | { readonly orphanDeleteSet: true }
  | { readonly deleteSet: true }
  /** The set stays, deleting, until its Pods and its claims are gone. */
  | { readonly foregroundDeleteSet: true };

export type Operation = OperationAction & { readonly at: OperationTime };

export interface Scenario {
  readonly id: string;
  readonly featureGates?: Readonly<Record<string, boolean>>;
  readonly environment: Environment;
  readonly operations: readonly Operation[];
}
