import { objectAt, textAt } from "../model/json-read.ts";
import type { SetView } from "./set-view.ts";

/** Says that the set's Pods vote: `"true"`, or the number of members that must be up. */
export const QUORUM_ANNOTATION = "sts-plan.dev/quorum";

const VOTERS =
  /(?:^|[-_.])(etcd|zookeeper|consul|cockroach|cockroachdb|mongo|mongodb|rabbitmq|galera|xtradb|clickhouse-keeper)(?:$|[-_.])/;
const COMPANIONS = /exporter|operator|sidecar|manager|proxy|client|express|agent|backup|init/;

/** A system whose members vote, and how many of them must be up. */
export interface Quorum {
  /** `etcd`, or the annotation's name. */
  readonly system: string;
  readonly needed: number;
}

/** Known by the annotation or by the name of a container's image; undefined for everything else. */
export function quorumOf(set: SetView): Quorum | undefined {
  const annotation = set.annotations[QUORUM_ANNOTATION] ?? set.podAnnotations[QUORUM_ANNOTATION];
  const majority = Math.floor(set.replicas / 2) + 1;
  if (annotation !== undefined) {
    if (annotation === "false") return undefined;
    return { system: QUORUM_ANNOTATION, needed: /^\d+$/.test(annotation) ? Number(annotation) : majority };
  }
  for (const container of set.containers) {
    if (container.at.includes("initContainers")) continue;
    const name = imageName(textAt(container.value, "image"));
    const system = COMPANIONS.test(name) ? undefined : VOTERS.exec(name)?.[1];
    if (system !== undefined) return { system, needed: majority };
  }
  return undefined;
}

/** `redis` of `registry.example.test/lib/redis:7.2@sha256:…`. */
export function imageName(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  return last.replace(/[:@].*$/, "");
}

/**
 * How many Pods a rolling update may take down at once when the field is in force: percentages round down, at least 1.
 * Mirrors: getStatefulSetMaxUnavailable, pkg/controller/statefulset v1.37.0
 */
export function maxUnavailableOf(set: SetView): number | undefined {
  const value = objectAt(set.written, "updateStrategy", "rollingUpdate").maxUnavailable;
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^\d+%$/.test(value)) return undefined;
  return Math.max(1, Math.floor((Number(value.slice(0, -1)) * set.replicas) / 100));
}
