import { brokenRollout } from "./broken-rollout.ts";
import { claimBeingDeleted } from "./claim-being-deleted.ts";
import { condemnedDeadlock } from "./condemned-deadlock.ts";
import { controllerAsleep } from "./controller-asleep.ts";
import { endlessLoop } from "./endless-loop.ts";
import { nameTaken } from "./name-taken.ts";
import { onDeleteByHand } from "./on-delete-by-hand.ts";
import { partitionLeftBehind } from "./partition-left-behind.ts";
import { podRefused } from "./pod-refused.ts";
import { recreateSwitchedOff } from "./recreate-switched-off.ts";
import { refusedElsewhere } from "./refused-elsewhere.ts";
import { revertDoesNotRepair } from "./revert-does-not-repair.ts";
import { stuckTerminating } from "./stuck-terminating.ts";
import type { Trap } from "./trap.ts";
import { unreadyPodBlocks } from "./unready-pod-blocks.ts";
import { unschedulable } from "./unschedulable.ts";
import { volumesDoNotMatch } from "./volumes-do-not-match.ts";

/** All traps; of equal weight the first is told first. A new one is one file and one line here. */
export const TRAPS: readonly Trap[] = [
  endlessLoop,
  stuckTerminating,
  controllerAsleep,
  refusedElsewhere,
  claimBeingDeleted,
  volumesDoNotMatch,
  nameTaken,
  recreateSwitchedOff,
  podRefused,
  condemnedDeadlock,
  unschedulable,
  revertDoesNotRepair,
  brokenRollout,
  unreadyPodBlocks,
  partitionLeftBehind,
  onDeleteByHand,
];
