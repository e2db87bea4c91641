import { v1_30 } from "./v1-30.ts";
import { v1_31 } from "./v1-31.ts";
import { v1_32 } from "./v1-32.ts";
import { v1_33 } from "./v1-33.ts";
import { v1_34 } from "./v1-34.ts";
import { v1_35 } from "./v1-35.ts";
import { v1_35_4 } from "./v1-35-4.ts";
import { v1_36 } from "./v1-36.ts";
import { v1_37 } from "./v1-37.ts";
import type { KubernetesVersion } from "./version.ts";

/** All recorded versions, oldest first. A new one is one file and one line here. */
export const VERSIONS: readonly KubernetesVersion[] = [v1_30, v1_31, v1_32, v1_33, v1_34, v1_35, v1_35_4, v1_36, v1_37];

/** The newest known version; the default of `--kubernetes-version`. */
export const NEWEST: KubernetesVersion = v1_37;

/**
 * The recorded version that an asked-for one behaves as: `1.36` and `1.36.1` give 1.36.3, `1.35.2` gives 1.35.3.
 * Undefined when its minor is not recorded or the text is no version.
 */
export function resolveVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?1\.(\d+)(?:\.(\d+))?/.exec(text);
  if (!match) return undefined;
  const minor = Number(match[1]);
  const patch = match[2] === undefined ? Number.POSITIVE_INFINITY : Number(match[2]);
  const ofMinor = VERSIONS.filter((version) => version.minor === minor);
  const found = ofMinor.find((version) => patch <= patchOf(version)) ?? ofMinor.at(-1);
  return found && minor === 34 && patch < 2 ? beforeSemanticComparison(found, `1.34.${patch}`) : found;
}

/**
 * 1.34.0 and 1.34.1 compare revisions byte by byte, and so restart sets that 1.33 stored with
 * `creationTimestamp: null` in their template (kubernetes/kubernetes#134773).
 */
function beforeSemanticComparison(version: KubernetesVersion, name: string): KubernetesVersion {
  return { ...version, name, gates: { ...version.gates, StatefulSetSemanticRevisionComparison: false } };
}

function patchOf(version: KubernetesVersion): number {
  return Number(version.name.split(".")[2]);
}
