import { v1_36 } from "./v1-36.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_37: KubernetesVersion = {
  name: "1.37.0",
  minor: 37,
  gates: {
    ...v1_36.gates,
    HPAScaleToZero: true,
    HPAGeneration: true,
    MaxUnavailableStatefulSet: true,
    StatefulSetRecreateStrategy: false,
    ClusterTrustBundleProjection: true,
    PodCertificateRequest: true,
    SELinuxMount: true,
    PodLevelResourcesFixDefaulting: true,
  },
  behaviour: {
    ...v1_36.behaviour,
    autoscalerMaximum: "declared",
    templatesNeedImageReference: true,
    hostFieldsInSecurityContext: false,
    emptyOwnerField: "required",
    dropsRepeatedErrors: true,
    mutableSetFields: "",
    parallelUpdateDeletesBrokenFirst: true,
    completesEveryStrategy: true,
  },
};
