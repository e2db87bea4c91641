import type { ChangeEffect } from "../model/object-diff.ts";
import type { Blocker, Remedy, Step, StepReason, Wait, WaitUntil, WriteKind } from "../model/plan.ts";

/** Reason codes in words. The tables are exhaustive: a new code breaks the build here until it has its words. */

export const REASONS = {
  "orphan-revision": "the revision matches the selector and has no owner",
  "orphan-pod": "the Pod matches the selector and has no owner",
  "labels-differ": "its labels no longer match the selector",
  "first-revision": "first revision of the Pod template",
  "new-template": "the Pod template has changed",
  "template-seen-before": "the Pod template is that of an older revision, which is used again",
  "history-limit": "more old revisions than `revisionHistoryLimit` keeps",
  "missing-replica": "a replica is missing",
  "claim-missing": "its Pod needs the claim",
  "retention-policy": "the retention policy asks for another owner",
  "identity-repair": "the Pod's name label or volumes are not the set's",
  "failed-pod": "the Pod has failed and is replaced",
  "succeeded-pod": "the Pod has ended and is replaced",
  "scale-down": "there are fewer replicas now",
  "outdated-revision": "the Pod has an older revision",
  "outdated-and-unavailable": "the Pod has an older revision and is not available",
  recreate: "all Pods of older revisions go first",
} as const satisfies Record<StepReason, string>;

export const SYMBOLS = {
  "adopt-revision": "~",
  "adopt-pod": "~",
  "release-pod": "~",
  "create-revision": "+",
  "update-revision": "~",
  "delete-revision": "-",
  "create-claim": "+",
  "update-claim": "~",
  "create-pod": "+",
  "update-pod": "~",
  "delete-pod": "-",
} as const satisfies Record<WriteKind, "+" | "~" | "-">;

const VERBS = {
  "adopt-revision": "adopt",
  "adopt-pod": "adopt",
  "release-pod": "release",
  "create-revision": "create",
  "update-revision": "renumber",
  "delete-revision": "delete",
  "create-claim": "create",
  "update-claim": "change owner of",
  "create-pod": "create",
  "update-pod": "repair",
  "delete-pod": "delete",
} as const satisfies Record<WriteKind, string>;

/** `create Pod web-0`. */
export function stepText({ action, pod, claim, revision }: Step): string {
  if (pod !== undefined) return `${VERBS[action]} Pod ${pod}`;
  if (claim !== undefined) return `${VERBS[action]} claim ${claim}`;
  return `${VERBS[action]} revision ${revision ?? ""}`;
}

/** What one Pod has to be, and what several have to be. */
const UNTIL = {
  ready: ["is Running and Ready", "are Running and Ready"],
  available: ["has been ready for `minReadySeconds`", "have been ready for `minReadySeconds`"],
  gone: ["is gone", "are gone"],
  collected: ["is collected", "are collected"],
  replaced: ["is replaced", "are replaced"],
  "deleted-by-hand": ["is deleted by hand", "are deleted by hand"],
  fixed: ["is put right", "are put right"],
} as const satisfies Record<WaitUntil, readonly [string, string]>;

const NAMES_SHOWN = 4;

/** `web-0 is gone`; several waits of one kind in one: `web-0 and web-1 are Running and Ready`. */
export function waitsText(waits: readonly Wait[]): string {
  const kinds = new Map<WaitUntil, string[]>();
  for (const { on, until } of waits) kinds.set(until, [...(kinds.get(until) ?? []), on]);
  return [...kinds]
    .map(([until, names]) => `${listNames(names)} ${UNTIL[until][names.length === 1 ? 0 : 1]}`)
    .join(", and ");
}

function listNames(names: readonly string[]): string {
  if (names.length === 1) return names[0] ?? "";
  const shown = names.length > NAMES_SHOWN ? names.slice(0, NAMES_SHOWN - 1) : names.slice(0, -1);
  const rest = names.length - shown.length;
  return `${shown.join(", ")} and ${rest === 1 ? names.at(-1) : `${rest} more`}`;
}

const NEVER = {
  ready: "does not become ready",
  available: "does not become available",
  gone: "does not go",
  collected: "is not collected",
  replaced: "is not replaced",
  "deleted-by-hand": "has to be deleted by hand",
  fixed: "cannot go on",
} as const satisfies Record<WaitUntil, string>;

/** Why a plan does not get further. */
export function blockerText({ on, until, message }: Blocker): string {
  return message === "" ? `${on} ${NEVER[until]}` : `${on} ${NEVER[until]}: ${message}`;
}

export const REMEDIES = {
  "heal-or-delete-pod":
    "find out why the Pod is not ready (`kubectl describe pod`, `kubectl logs`); once it is ready the controller goes on by itself",
  "delete-pod":
    "delete the Pod by hand (`kubectl delete pod`): the controller does not replace it by itself, even when the template is right again",
  "delete-one-condemned-pod": "delete one of the broken Pods by hand; the others then go by themselves",
  "delete-pods-ascending": "delete the Pods by hand, lowest ordinal first",
  "free-the-name": "delete or rename what holds the name",
  "touch-the-set":
    "change anything on the set, an annotation for instance: the controller sleeps until something happens to it or its Pods",
  "fix-the-template": "put the manifest right and apply it again",
  wait: "wait",
} as const satisfies Record<Remedy, string>;

/** What a change of a field causes. */
export const EFFECTS: Readonly<Record<ChangeEffect, string>> = {
  refused: "refused",
  "rolls-pods": "restarts Pods",
  "in-place": "in place",
  "new-only": "only for new ones",
  "manual-step": "needs a manual step",
  none: "changes nothing",
};
