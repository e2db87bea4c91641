import { v1_30 } from "./v1-30.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_31: KubernetesVersion = {
  name: "1.31.14",
  minor: 31,
  gates: {
    ...v1_30.gates,
    RecursiveReadOnlyMounts: true,
    MatchLabelKeysInPodAffinity: true,
    ServiceTrafficDistribution: true,
  },
  behaviour: {
    ...v1_30.behaviour,
    refusesSubPathOfImage: true,
    unsupportedKeyCapital: false,
  },
};
