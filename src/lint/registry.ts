import { nearestOf } from "./nearest.ts";
import type { Rule } from "./rule.ts";
import { claimNeverMounted } from "./rules/claim-never-mounted.ts";
import { claimShadowsVolume } from "./rules/claim-shadows-volume.ts";
import { claimTemplateNamespace } from "./rules/claim-template-namespace.ts";
import { decimalFileMode } from "./rules/decimal-file-mode.ts";
import { deviceMountModeMismatch } from "./rules/device-mount-mode-mismatch.ts";
import { duplicateClaimTemplate } from "./rules/duplicate-claim-template.ts";
import { fqdnTooLong } from "./rules/fqdn-too-long.ts";
import { governingServiceMissing } from "./rules/governing-service-missing.ts";
import { governingServiceNotHeadless } from "./rules/governing-service-not-headless.ts";
import { governingServiceOtherNamespace } from "./rules/governing-service-other-namespace.ts";
import { governingServiceSelectorMissesPods } from "./rules/governing-service-selector-misses-pods.ts";
import { governingServiceShared } from "./rules/governing-service-shared.ts";
import { governingServiceWithoutSelector } from "./rules/governing-service-without-selector.ts";
import { hostnameOverwritten } from "./rules/hostname-overwritten.ts";
import { mountWithoutVolume } from "./rules/mount-without-volume.ts";
import { nameNotDnsLabel } from "./rules/name-not-dns-label.ts";
import { objectDefinedTwice } from "./rules/object-defined-twice.ts";
import { ordinalOverflow } from "./rules/ordinal-overflow.ts";
import { overlappingSelectors } from "./rules/overlapping-selectors.ts";
import { podHostnameTooLong } from "./rules/pod-hostname-too-long.ts";
import { pvcNameCollision } from "./rules/pvc-name-collision.ts";
import { reservedLabel } from "./rules/reserved-label.ts";
import { selectorMissesTemplate } from "./rules/selector-misses-template.ts";
import { serviceNameEmpty } from "./rules/service-name-empty.ts";
import { serviceNameNotDnsLabel } from "./rules/service-name-not-dns-label.ts";
import { serviceSelectsMissingPod } from "./rules/service-selects-missing-pod.ts";
import { targetPortNameUnknown } from "./rules/target-port-name-unknown.ts";

/** All rules, by id. A new one is one file in `rules/`, one line here and one folder in `fixtures/rules/`. */
export const RULES: readonly Rule[] = [
  podHostnameTooLong,
  nameNotDnsLabel,
  pvcNameCollision,
  overlappingSelectors,
  claimShadowsVolume,
  mountWithoutVolume,
  claimNeverMounted,
  deviceMountModeMismatch,
  selectorMissesTemplate,
  duplicateClaimTemplate,
  hostnameOverwritten,
  ordinalOverflow,
  fqdnTooLong,
  claimTemplateNamespace,
  reservedLabel,
  objectDefinedTwice,
  decimalFileMode,
  serviceNameNotDnsLabel,
  serviceNameEmpty,
  governingServiceOtherNamespace,
  governingServiceNotHeadless,
  governingServiceSelectorMissesPods,
  serviceSelectsMissingPod,
  targetPortNameUnknown,
  governingServiceShared,
  governingServiceMissing,
  governingServiceWithoutSelector,
];

/** The rule of that id or name; upper and lower case are the same. */
export function findRule(idOrName: string): Rule | undefined {
  const wanted = idOrName.toLowerCase();
  return RULES.find((rule) => rule.id.toLowerCase() === wanted || rule.name === wanted);
}

/** The name most like a word that names no rule; undefined when nothing comes near. */
export function nearestRule(word: string): string | undefined {
  return nearestOf(
    word,
    RULES.flatMap((rule) => [rule.id, rule.name]),
  );
}
