import type { PodRecord } from "../../model/cluster.ts";
import type { Situation } from "./trap.ts";

const NAMES_SHOWN = 4;

/** `web-2 (ImagePullBackOff: …)`. */
export function podWithReason({ health }: Situation, pod: PodRecord): string {
  const { reason = "", message = "" } = health.get(pod.name) ?? {};
  if (reason === "" && message === "") return pod.name;
  return `${pod.name} (${[reason, message].filter((text) => text !== "").join(": ")})`;
}

/** `web-1`, `web-1 and web-2`, `web-1, web-2, web-3 and 4 more`. */
export function listOf(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? "";
  const shown = names.length > NAMES_SHOWN ? names.slice(0, NAMES_SHOWN - 1) : names.slice(0, -1);
  const rest = names.length - shown.length;
  return `${shown.join(", ")} and ${rest === 1 ? names.at(-1) : `${rest} more`}`;
}

/** Pods of the set outside of the wanted ordinals. */
export function condemnedPods({ pods, workload, set }: Situation): PodRecord[] {
  return [...pods.values()]
    .filter((pod) => pod.owner === set.uid && (pod.ordinal < workload.start || pod.ordinal >= workload.end))
    .sort((a, b) => a.ordinal - b.ordinal);
}

/** Pods of the set that are not at the update revision, lowest first. */
export function outdatedPods({ pods, set }: Situation): PodRecord[] {
  return [...pods.values()]
    .filter((pod) => pod.owner === set.uid && pod.revision !== set.status.updateRevision)
    .sort((a, b) => a.ordinal - b.ordinal);
}
