import { nearestOf } from "../model/nearest.ts";
import type { Rule } from "./rule.ts";
import { autoscalerBelowQuorum } from "./rules/autoscaler-below-quorum.ts";
import { barePodName } from "./rules/bare-pod-name.ts";
import { claimNeverMounted } from "./rules/claim-never-mounted.ts";
import { claimShadowsVolume } from "./rules/claim-shadows-volume.ts";
import { claimTemplateNamespace } from "./rules/claim-template-namespace.ts";
import { clusterDomainHardcoded } from "./rules/cluster-domain-hardcoded.ts";
import { dataNotPersistent } from "./rules/data-not-persistent.ts";
import { decimalFileMode } from "./rules/decimal-file-mode.ts";
import { defaultClassReliedOn } from "./rules/default-class-relied-on.ts";
import { deleteDeletesData } from "./rules/delete-deletes-data.ts";
import { deviceMountModeMismatch } from "./rules/device-mount-mode-mismatch.ts";
import { duplicateClaimTemplate } from "./rules/duplicate-claim-template.ts";
import { evenQuorum } from "./rules/even-quorum.ts";
import { expansionNotAllowed } from "./rules/expansion-not-allowed.ts";
import { fqdnTooLong } from "./rules/fqdn-too-long.ts";
import { gitopsClaimDrift } from "./rules/gitops-claim-drift.ts";
import { governingServiceMissing } from "./rules/governing-service-missing.ts";
import { governingServiceNotHeadless } from "./rules/governing-service-not-headless.ts";
import { governingServiceOtherNamespace } from "./rules/governing-service-other-namespace.ts";
import { governingServiceSelectorMissesPods } from "./rules/governing-service-selector-misses-pods.ts";
import { governingServiceShared } from "./rules/governing-service-shared.ts";
import { governingServiceWithoutSelector } from "./rules/governing-service-without-selector.ts";
import { gracePeriodZero } from "./rules/grace-period-zero.ts";
import { hostnameOverwritten } from "./rules/hostname-overwritten.ts";
import { hpaFightsReplicas } from "./rules/hpa-fights-replicas.ts";
import { inlineStorageCredentials } from "./rules/inline-storage-credentials.ts";
import { livenessKillsSlowStart } from "./rules/liveness-kills-slow-start.ts";
import { maxUnavailableGateOff } from "./rules/max-unavailable-gate-off.ts";
import { maxUnavailableOrdered } from "./rules/max-unavailable-ordered.ts";
import { maxUnavailableRounding } from "./rules/max-unavailable-rounding.ts";
import { mountWithoutVolume } from "./rules/mount-without-volume.ts";
import { nameBreaksRevisionLabel } from "./rules/name-breaks-revision-label.ts";
import { nameNotDnsLabel } from "./rules/name-not-dns-label.ts";
import { negativeHistoryLimit } from "./rules/negative-history-limit.ts";
import { noReadinessGate } from "./rules/no-readiness-gate.ts";
import { notReadyPeersHidden } from "./rules/not-ready-peers-hidden.ts";
import { objectDefinedTwice } from "./rules/object-defined-twice.ts";
import { ondeleteInCi } from "./rules/ondelete-in-ci.ts";
import { ondeleteWithRollingBlock } from "./rules/ondelete-with-rolling-block.ts";
import { ordinalOverflow } from "./rules/ordinal-overflow.ts";
import { overlappingSelectors } from "./rules/overlapping-selectors.ts";
import { parallelBudgetStuck } from "./rules/parallel-budget-stuck.ts";
import { parallelIgnoresMinReady } from "./rules/parallel-ignores-min-ready.ts";
import { parallelNoBlockHotLoop } from "./rules/parallel-no-block-hot-loop.ts";
import { partialObject } from "./rules/partial-object.ts";
import { partitionBeyondReplicas } from "./rules/partition-beyond-replicas.ts";
import { partitionCountsFromStart } from "./rules/partition-counts-from-start.ts";
import { partitionLeftBehind } from "./rules/partition-left-behind.ts";
import { pdbBlocksEveryEviction } from "./rules/pdb-blocks-every-eviction.ts";
import { pdbDoesNotGuardRollout } from "./rules/pdb-does-not-guard-rollout.ts";
import { pdbMismatch } from "./rules/pdb-mismatch.ts";
import { pdbMissing } from "./rules/pdb-missing.ts";
import { pdbOverlap } from "./rules/pdb-overlap.ts";
import { peerListOutOfRange } from "./rules/peer-list-out-of-range.ts";
import { podHostnameTooLong } from "./rules/pod-hostname-too-long.ts";
import { podNameTaken } from "./rules/pod-name-taken.ts";
import { podRefused } from "./rules/pod-refused.ts";
import { precreatedPvcDiffers } from "./rules/precreated-pvc-differs.ts";
import { prestopExceedsGrace } from "./rules/prestop-exceeds-grace.ts";
import { probePortUnknown } from "./rules/probe-port-unknown.ts";
import { probesIdentical } from "./rules/probes-identical.ts";
import { pvcNameCollision } from "./rules/pvc-name-collision.ts";
import { quorumLost } from "./rules/quorum-lost.ts";
import { recreateStrategyUnknown } from "./rules/recreate-strategy-unknown.ts";
import { removedApiVersion } from "./rules/removed-api-version.ts";
import { replicasOnOneNode } from "./rules/replicas-on-one-node.ts";
import { reservedLabel } from "./rules/reserved-label.ts";
import { restartPolicyOrDeadline } from "./rules/restart-policy-or-deadline.ts";
import { retentionFieldTooNew } from "./rules/retention-field-too-new.ts";
import { rwxClaimPerReplica } from "./rules/rwx-claim-per-replica.ts";
import { scaleDownDeletesData } from "./rules/scale-down-deletes-data.ts";
import { selectorMissesTemplate } from "./rules/selector-misses-template.ts";
import { serviceNameEmpty } from "./rules/service-name-empty.ts";
import { serviceNameNeedsLetter } from "./rules/service-name-needs-letter.ts";
import { serviceNameNotDnsLabel } from "./rules/service-name-not-dns-label.ts";
import { serviceSelectsMissingPod } from "./rules/service-selects-missing-pod.ts";
import { sharedClaimAcrossReplicas } from "./rules/shared-claim-across-replicas.ts";
import { singleReplicaUpdate } from "./rules/single-replica-update.ts";
import { spreadOrderedPvcDeadlock } from "./rules/spread-ordered-pvc-deadlock.ts";
import { strategyTypeOnly } from "./rules/strategy-type-only.ts";
import { suppressionOfUnknownRule } from "./rules/suppression-of-unknown-rule.ts";
import { suppressionUnused } from "./rules/suppression-unused.ts";
import { suppressionWithoutReason } from "./rules/suppression-without-reason.ts";
import { targetPortNameUnknown } from "./rules/target-port-name-unknown.ts";
import { targetPortUndeclared } from "./rules/target-port-undeclared.ts";
import { tolerateUnreadyIgnored } from "./rules/tolerate-unready-ignored.ts";
import { tooFewVolumes } from "./rules/too-few-volumes.ts";
import { versionLabelInClaim } from "./rules/version-label-in-claim.ts";
import { versionLabelInTemplate } from "./rules/version-label-in-template.ts";
import { zeroScaleLosesRevision } from "./rules/zero-scale-loses-revision.ts";

/** All rules, by id. A new one is one file in `rules/`, one line here and one folder in `fixtures/rules/`. */
export const RULES: readonly Rule[] = [
  suppressionWithoutReason,
  suppressionUnused,
  suppressionOfUnknownRule,
  partialObject,
  nameBreaksRevisionLabel,
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
  removedApiVersion,
  ordinalOverflow,
  fqdnTooLong,
  podRefused,
  claimTemplateNamespace,
  reservedLabel,
  objectDefinedTwice,
  decimalFileMode,
  podNameTaken,
  serviceNameNotDnsLabel,
  serviceNameEmpty,
  governingServiceOtherNamespace,
  governingServiceNotHeadless,
  governingServiceSelectorMissesPods,
  notReadyPeersHidden,
  serviceSelectsMissingPod,
  peerListOutOfRange,
  targetPortNameUnknown,
  clusterDomainHardcoded,
  governingServiceShared,
  governingServiceMissing,
  governingServiceWithoutSelector,
  targetPortUndeclared,
  barePodName,
  tolerateUnreadyIgnored,
  serviceNameNeedsLetter,
  scaleDownDeletesData,
  deleteDeletesData,
  retentionFieldTooNew,
  expansionNotAllowed,
  versionLabelInClaim,
  precreatedPvcDiffers,
  rwxClaimPerReplica,
  defaultClassReliedOn,
  gitopsClaimDrift,
  spreadOrderedPvcDeadlock,
  inlineStorageCredentials,
  sharedClaimAcrossReplicas,
  dataNotPersistent,
  tooFewVolumes,
  partitionBeyondReplicas,
  partitionLeftBehind,
  partitionCountsFromStart,
  zeroScaleLosesRevision,
  ondeleteInCi,
  ondeleteWithRollingBlock,
  parallelIgnoresMinReady,
  maxUnavailableGateOff,
  maxUnavailableRounding,
  maxUnavailableOrdered,
  recreateStrategyUnknown,
  versionLabelInTemplate,
  gracePeriodZero,
  noReadinessGate,
  singleReplicaUpdate,
  restartPolicyOrDeadline,
  probePortUnknown,
  probesIdentical,
  livenessKillsSlowStart,
  prestopExceedsGrace,
  negativeHistoryLimit,
  parallelNoBlockHotLoop,
  strategyTypeOnly,
  parallelBudgetStuck,
  pdbDoesNotGuardRollout,
  pdbMismatch,
  quorumLost,
  evenQuorum,
  hpaFightsReplicas,
  autoscalerBelowQuorum,
  pdbBlocksEveryEviction,
  pdbOverlap,
  pdbMissing,
  replicasOnOneNode,
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
