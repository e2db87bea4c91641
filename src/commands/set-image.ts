import type { Command } from "./command.ts";
import { verbCommand } from "./verb-command.ts";
import { setImageVerb } from "./verbs/set-image.ts";

export const setImageCommand: Command = verbCommand(setImageVerb, {
  description:
    "Plans `kubectl set image`: in which order the Pods are replaced, what each waits for, which ones a partition holds back. Nothing is sent anywhere.",
  arguments: "statefulset/NAME CONTAINER=IMAGE …",
  examples: [
    "sts-plan set image statefulset/web nginx=nginx:1.27 -f web.yml",
    "sts-plan set image sts/web '*=nginx:1.27' -f web.yml --never-ready web-1@new",
    "sts-plan set image sts/web nginx=nginx:broken -f web.yml --then 'rollout undo sts/web'",
  ],
});
