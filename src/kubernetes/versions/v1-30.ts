import type { KubernetesVersion } from "./version.ts";

export const v1_30: KubernetesVersion = {
  name: "1.30.14",
  minor: 30,
  gates: {
    PodIndexLabel: true,
    MaxUnavailableStatefulSet: false,
    StatefulSetAutoDeletePVC: true,
    StatefulSetStartOrdinal: true,
    MatchLabelKeysInPodTopologySpread: true,
    NodeInclusionPolicyInPodTopologySpread: true,
    AppArmorFields: true,
  },
  behaviour: {
    showsValuesAsJson: false,
    tooLongUnit: "bytes",
    relaxedEnvNames: false,
    validatesTemplates: false,
    validatesServiceName: false,
    mutableSetFields:
      "'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'",
    emptyOwnerField: "named",
    dropsRepeatedErrors: false,
    podsHaveGeneration: false,
    hasRestartRules: false,
    fallsBackToYaml: false,
    unsupportedKeyCapital: true,
    namesEmbeddedTypes: false,
    labelLengthUnit: "characters",
    updateWaitsFor: "not-ready",
    parallelUpdateDeletesBrokenFirst: false,
    completesEveryStrategy: false,
  },
};
