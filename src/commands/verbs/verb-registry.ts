import { deleteVerb } from "./delete.ts";
import { patchVerb } from "./patch.ts";
import { historyVerb, pauseVerb, restartVerb, resumeVerb, statusVerb, undoVerb } from "./rollout.ts";
import { scaleVerb } from "./scale.ts";
import { setImageVerb } from "./set-image.ts";
import type { VerbSpec } from "./verb.ts";

/** Verbs that `--then` takes, beside `apply`. */
export const VERBS: readonly VerbSpec[] = [
  scaleVerb,
  setImageVerb,
  patchVerb,
  deleteVerb,
  restartVerb,
  undoVerb,
  statusVerb,
  historyVerb,
  pauseVerb,
  resumeVerb,
];
