import type { JsonObject } from "./json.ts";

/** Identity of one object over its life; a re-created object of the same name has another one. */
export type Uid = string | number;

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: Uid;
  readonly controller: boolean;
}

export type PodPhase = "Pending" | "Running" | "Failed" | "Succeeded";

/** What Pods of one template have in common. One value is shared by all of them. */
export interface PodBlueprint {
  /** Labels of the template, without those that the controller adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** Image of the first container; undefined without containers. */
  readonly image: string | undefined;
  /** Names of the claim templates whose claims the Pod mounts, and the set that names the claims. */
  readonly claimTemplates: readonly string[];
  readonly setName: string;
  /** Volumes of the template that name a claim themselves: volume name and claim name. */
  readonly ownClaims: readonly (readonly [string, string])[];
}

/** One Pod, kept light: a plan of 100,000 replicas holds as many. Times are simulated seconds, -1 is "never". */
export interface PodRecord {
  readonly name: string;
  /** Digits after the last dash of the name; -1 when there are none or they exceed 32 bits. */
  readonly ordinal: number;
  readonly uid: Uid;
  readonly blueprint: PodBlueprint;
  /** All labels, when they are not those that the controller gave it; else undefined. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** Label `controller-revision-hash`, "" without one. */
  readonly revision: string;
  readonly phase: PodPhase;
  readonly ready: boolean;
  /** Meaningful while ready. */
  readonly readyAt: number;
  readonly startAt: number;
  /** When it vanishes; other than -1 it is terminating. */
  readonly goneAt: number;
  /** UID of the controller that owns it. */
  readonly owner: Uid | undefined;
}

export interface ClaimRecord {
  readonly name: string;
  /** As of its name, like a Pod's. */
  readonly ordinal: number;
  readonly owners: readonly OwnerReference[];
  /** When it may vanish; other than -1 it is terminating. */
  readonly due: number;
}

export interface RevisionRecord {
  readonly name: string;
  readonly number: number;
  /** The JSON text that restores the template. */
  readonly data: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly owner: Uid | undefined;
  /** Annotation `kubernetes.io/change-cause` of the set when it was made, "" without one. */
  readonly changeCause: string;
}

/** The condition `Progressing` of the Recreate strategy. */
export interface ProgressingCondition {
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
}

export interface SetStatus {
  readonly observedGeneration: number;
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
  readonly collisionCount: number;
  readonly progressing: ProgressingCondition | undefined;
}

/** The StatefulSet as stored: `object` has the server's defaults and no status. */
export interface SetRecord {
  readonly object: JsonObject;
  readonly uid: Uid;
  readonly generation: number;
  readonly status: SetStatus;
  /** A foreground deletion is under way: the controller only counts. */
  readonly deleting: boolean;
}

/** All that the controller sees, at one moment. */
export interface ClusterState {
  /** Simulated seconds. */
  readonly t: number;
  readonly set: SetRecord | undefined;
  readonly pods: readonly PodRecord[];
  readonly claims: readonly ClaimRecord[];
  readonly revisions: readonly RevisionRecord[];
}

export const EMPTY_CLUSTER: ClusterState = { t: 0, set: undefined, pods: [], claims: [], revisions: [] };
