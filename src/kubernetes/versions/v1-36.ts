import { v1_35_4 } from "./v1-35-4.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_36: KubernetesVersion = {
  name: "1.36.3",
  minor: 36,
  gates: {
    ...v1_35_4.gates,
    StrictIPCIDRValidation: true,
    RelaxedServiceNameValidation: true,
    RestartAllContainersOnContainerExits: true,
  },
  behaviour: {
    ...v1_35_4.behaviour,
    warnsOf: [...v1_35_4.behaviour.warnsOf, "external-ips"],
    oddAddresses: "invalid",
    autoscalerMaximum: "required",
    refusesRestartOnInitResize: true,
    countsRestartRules: true,
  },
};
