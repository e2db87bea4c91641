import type { StepReason, StopReason } from "../model/plan.ts";

/** Why the controller does something, for `explain`: background in two or three sentences. */
export const STEP_NOTES: Readonly<Record<StepReason, string>> = {
  "orphan-revision":
    "A ControllerRevision with the set's labels has no owner, for example after `delete --cascade=orphan`. The set takes it over, so that its history goes on.",
  "orphan-pod":
    "A Pod with the right labels and a name `<set>-<ordinal>` has no owner. The set adopts it and from then on treats it as its own, whatever revision it has.",
  "labels-differ":
    "An owned Pod no longer matches the selector, mostly because somebody edited its labels. The set lets it go; a replacement cannot be created as long as the old Pod holds the name.",
  "first-revision":
    "The set has no ControllerRevision yet. The first one holds the Pod template; its name ends in a hash of it.",
  "new-template":
    "`spec.template` differs from every kept revision, so a new ControllerRevision is made. It becomes the update revision; fields outside the template never make one.",
  "template-seen-before":
    "The template equals an older revision (a rollback). That revision is used again and gets the highest number; Pods that still have it count as updated at once.",
  "history-limit":
    "More unused revisions are kept than `revisionHistoryLimit` allows (10 by default): the oldest go. The current and the update revision, and those of living Pods, always stay.",
  "missing-replica":
    "The set has no Pod of this ordinal. OrderedReady creates one Pod, and the next only when that one is running and ready; Parallel creates all at once.",
  "claim-missing":
    "Before a Pod is created, each of its claims `<template>-<set>-<ordinal>` is made if it does not exist. One that exists is used as it is.",
  "retention-policy":
    "`persistentVolumeClaimRetentionPolicy` works by owner references: with `whenDeleted: Delete` the set owns its claims, with `whenScaled: Delete` a Pod that is scaled away owns its own, and the garbage collector removes them with their owner.",
  "identity-repair":
    "A Pod's `pod-name` label, or what ties it to its claims, differs from what the set wants. The controller writes it again; hostname and subdomain of a living Pod cannot be repaired.",
  "failed-pod":
    "The Pod has failed (phase Failed, for example evicted). It is deleted, and created again when it is gone; there is no back-off.",
  "succeeded-pod":
    "All containers of the Pod have ended. The Pods of a set run for ever, so it is replaced like a failed one.",
  "scale-down":
    "The Pod's ordinal is no longer wanted. The highest goes first, and with OrderedReady only when all that stay, and all above, are healthy and gone respectively.",
  "outdated-revision":
    "The Pod has another revision than the update revision. RollingUpdate replaces Pods from the highest ordinal down to the partition, one at a time unless `maxUnavailable` says otherwise.",
  "outdated-and-unavailable":
    "The Pod is outdated and broken anyway: deleting it costs no availability, so it goes first and does not count against `maxUnavailable`.",
  recreate:
    "Under the strategy Recreate (alpha) all Pods of the old revision are deleted before any new one is created.",
};

/** Why the controller stops and waits, for `explain`. */
export const STOP_NOTES: Readonly<Record<StopReason, string>> = {
  "nothing-to-do": "Everything is as the set wants it.",
  "no-set": "There is no such set; what it owned is left to the garbage collector.",
  "set-deleting": "The set is being deleted: it creates and deletes no more Pods. They go in no particular order.",
  error:
    "A write was refused. The sync ends, and is tried again after a delay that grows from 5 ms to about 17 minutes.",
  "replica-terminal":
    "A Pod has failed or ended and was deleted; with OrderedReady nothing else happens before its successor is there.",
  "replica-created": "OrderedReady creates one Pod in a sync and waits for it.",
  "replica-terminating":
    "A Pod is still terminating. Its successor has the same name and can only be created when it is gone.",
  "replica-not-ready":
    "A Pod below is not running and ready. OrderedReady creates, updates and removes nothing above it. If it never gets ready, correcting the template is not enough: delete the Pod as well.",
  "replica-not-available": "A Pod is ready, but not yet for `minReadySeconds`. OrderedReady waits for it.",
  "stale-claim":
    "The claim that the Pod needs is being deleted. The controller waits, and nothing wakes it when the claim is gone: touch the set or one of its Pods.",
  "condemned-terminating":
    "A Pod above the wanted number is still terminating; the next one below follows when it is gone.",
  "condemned-not-ready":
    "OrderedReady removes Pods only while all others are healthy; one is not. Two broken Pods above the wanted number wait for each other for ever: delete one by hand.",
  "condemned-not-available": "As `condemned-not-ready`, for a Pod that is not yet available for `minReadySeconds`.",
  "condemned-deleted": "OrderedReady removes one Pod in a sync, from the highest ordinal down.",
  "recreate-old-pods": "Under Recreate the new Pods come only when every old one is gone.",
  "on-delete":
    "OnDelete never replaces a Pod by itself: delete the outdated ones by hand, in the order that suits the application.",
  "update-deleted": "A rolling update replaces the highest outdated Pod, then waits until it is back and healthy.",
  "update-waits":
    "A Pod at or above the partition is not healthy, so the rollout does not go on. If it is an updated Pod that never gets ready: correct the template or undo, then delete that Pod.",
  "budget-used":
    "As many Pods are unavailable as `maxUnavailable` allows; the rollout goes on when one of them is back.",
};
