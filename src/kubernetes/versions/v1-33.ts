import { v1_32 } from "./v1-32.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_33: KubernetesVersion = {
  name: "1.33.13",
  minor: 33,
  gates: {
    ...v1_32.gates,
    GitRepoVolumeDriver: false,
    RelaxedDNSSearchValidation: true,
    InPlacePodVerticalScaling: true,
    ProcMountType: true,
    SELinuxChangePolicy: true,
    SupplementalGroupsPolicy: true,
    UserNamespacesSupport: true,
  },
  behaviour: {
    ...v1_32.behaviour,
    warnsOf: [...v1_32.behaviour.warnsOf, "port-names", "node-term-values", "pod-addresses", "negative-history"],
    oddAddresses: "soon-invalid",
    keepsStoredAddresses: true,
    guardsKubeletPort: false,
    checksNodeAffinityValues: true,
    zeroSleep: "allowed",
    refusesSubPathOfImage: false,
    validatesServiceName: true,
    mutableSetFields:
      "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'",
    podsHaveGeneration: true,
    fallsBackToYaml: true,
  },
};
