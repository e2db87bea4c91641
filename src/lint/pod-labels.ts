import { POD_INDEX_LABEL, POD_NAME_LABEL, REVISION_LABEL } from "../kubernetes/pod-of-set.ts";

/** Labels that the controller writes over whatever the template says. */
export const GENERATED_LABELS: readonly string[] = [POD_NAME_LABEL, POD_INDEX_LABEL, REVISION_LABEL];

/** Set name and ordinal of a Pod name; undefined when it is none of a set's. Mirrors: getParentNameAndOrdinal, statefulset v1.37.0 */
export function splitPodName(name: string): { readonly set: string; readonly ordinal: number } | undefined {
  const match = /^(.*)-(\d+)$/.exec(name);
  if (!match) return undefined;
  const ordinal = Number(match[2]);
  return ordinal > 2_147_483_647 ? undefined : { set: match[1] ?? "", ordinal };
}
