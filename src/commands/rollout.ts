import type { Command } from "./command.ts";
import { verbCommand } from "./verb-command.ts";
import { historyVerb, pauseVerb, restartVerb, resumeVerb, statusVerb, undoVerb } from "./verbs/rollout.ts";

const STATEFUL_SET = "statefulset/NAME …";

export const rolloutRestartCommand: Command = verbCommand(restartVerb, {
  description:
    "Plans `kubectl rollout restart`: in which order the Pods are replaced. The name of the new revision depends on the time that kubectl writes into the template (--restarted-at).",
  arguments: STATEFUL_SET,
  examples: ["sts-plan rollout restart statefulset/web -f web.yml"],
});

export const rolloutUndoCommand: Command = verbCommand(undoVerb, {
  description: "Plans `kubectl rollout undo`: which revision comes back, and whether the controller gets there.",
  arguments: STATEFUL_SET,
  examples: [
    "sts-plan rollout undo statefulset/web --state dump.yml",
    "sts-plan set image sts/web nginx=nginx:2 -f web.yml --then 'rollout undo sts/web'",
  ],
});

export const rolloutStatusCommand: Command = verbCommand(statusVerb, {
  description: "What `kubectl rollout status` prints, from now on until the rollout is done.",
  arguments: STATEFUL_SET,
  examples: [
    "sts-plan rollout status statefulset/web --state dump.yml",
    "sts-plan set image sts/web nginx=nginx:2 -f web.yml --then 'rollout status sts/web'",
  ],
});

export const rolloutHistoryCommand: Command = verbCommand(historyVerb, {
  description: "What `kubectl rollout history` prints.",
  arguments: STATEFUL_SET,
  examples: ["sts-plan rollout history statefulset/web --state dump.yml"],
});

export const rolloutPauseCommand: Command = verbCommand(pauseVerb, {
  description: "kubectl pauses Deployments only; `partition` holds Pods of a StatefulSet back.",
  arguments: STATEFUL_SET,
  examples: ["sts-plan rollout pause statefulset/web -f web.yml"],
});

export const rolloutResumeCommand: Command = verbCommand(resumeVerb, {
  description: "kubectl resumes Deployments only; a smaller `partition` lets Pods of a StatefulSet go on.",
  arguments: STATEFUL_SET,
  examples: ["sts-plan rollout resume statefulset/web -f web.yml"],
});
