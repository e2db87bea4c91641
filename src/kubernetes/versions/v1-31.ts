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
    attributesClassChange: "to another when bound",
    warnsOf: [...v1_30.behaviour.warnsOf, "more-node-labels"],
    extraProjection: "may not specify more than 1 volume type per source",
    refusesSubPathOfImage: true,
    unsupportedKeyCapital: false,
  },
};
