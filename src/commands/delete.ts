import type { Command } from "./command.ts";
import { verbCommand } from "./verb-command.ts";
import { deleteVerb } from "./verbs/delete.ts";

export const deleteCommand: Command = verbCommand(deleteVerb, {
  description:
    "Plans `kubectl delete` of Pods, claims or a StatefulSet: what comes back, with which revision and which claim; what stays and what goes for good. Nothing is sent anywhere.",
  arguments: "pod/NAME, statefulset/NAME or pvc/NAME …",
  examples: [
    "sts-plan delete pod/web-1 -f web.yml",
    "sts-plan delete statefulset web -f web.yml --cascade=orphan",
    "sts-plan delete pvc/www-web-0 pod/web-0 -f web.yml",
    "sts-plan delete sts/web -f web.yml --cascade=orphan --then apply",
  ],
});
