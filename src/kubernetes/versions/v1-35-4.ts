import { v1_35 } from "./v1-35.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_35_4: KubernetesVersion = {
  name: "1.35.4",
  minor: 35,
  gates: { ...v1_35.gates, MaxUnavailableStatefulSet: false },
  behaviour: {
    ...v1_35.behaviour,
  },
};
