import { v1_33 } from "./v1-33.ts";
import type { KubernetesVersion } from "./version.ts";

export const v1_34: KubernetesVersion = {
  name: "1.34.4",
  minor: 34,
  gates: {
    ...v1_33.gates,
    PreferSameTrafficDistribution: true,
    MatchLabelKeysInPodTopologySpreadSelectorMerge: true,
    RelaxedServiceNameValidation: false,
    StatefulSetSemanticRevisionComparison: true,
    DynamicResourceAllocation: true,
    PodLevelResources: true,
    VolumeAttributesClass: true,
  },
  behaviour: {
    ...v1_33.behaviour,
    attributesClassChange: "when bound",
    showsUnderscoredForm: true,
    warnsOf: [...v1_33.behaviour.warnsOf, "ignored-fields"],
    repeatsProjectedFiles: false,
    comparesAppArmor: true,
    checksScaleTargetVersion: true,
    asksServiceNameAgain: false,
    annotatesAppArmor: false,
    hostUsersPath: "hostUsers",
    refusesDevicesForHostUsers: true,
    emptyOsName: "",
    emptyOwnerField: "plain",
    hasRestartRules: true,
    showsValuesAsJson: true,
    validatesTemplates: true,
    updateWaitsFor: "not-available",
  },
};
