import { v1_34 } from "./v1-34.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_35: KubernetesVersion = {
  name: "1.35.3",
  minor: 35,
  gates: {
    ...v1_34.gates,
    MaxUnavailableStatefulSet: true,
    EnvFiles: true,
    HostnameOverride: true,
    ImageVolume: true,
    ContainerRestartRules: true,
    HPAConfigurableTolerance: true,
  },
  behaviour: {
    ...v1_34.behaviour,
    warnsOf: [...v1_34.behaviour.warnsOf, "prefer-close"],
    checksFormOfEmptyDriver: false,
    knowsComparingTolerations: true,
    namesEmbeddedTypes: true,
    labelLengthUnit: "bytes",
  },
};
