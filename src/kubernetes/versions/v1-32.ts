import { v1_31 } from "./v1-31.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_32: KubernetesVersion = {
  name: "1.32.13",
  minor: 32,
  gates: { ...v1_31.gates, RecoverVolumeExpansionFailure: true },
  behaviour: {
    ...v1_31.behaviour,
    warnsOf: [...v1_31.behaviour.warnsOf, "overlapping-paths"],
    showsWholeToleration: false,
    zeroSleep: "gated",
    tooLongWording: "may not be more than",
    relaxedEnvNames: true,
  },
};
