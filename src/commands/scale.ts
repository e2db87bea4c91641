import type { Command } from "./command.ts";
import { verbCommand } from "./verb-command.ts";
import { scaleVerb } from "./verbs/scale.ts";

export const scaleCommand: Command = verbCommand(scaleVerb, {
  description:
    "Plans `kubectl scale`: which Pods come or go, in which order, and what becomes of their claims. Nothing is sent anywhere.",
  arguments: "statefulset/NAME …",
  examples: [
    "sts-plan scale statefulset/web --replicas=5 -f web.yml",
    "sts-plan scale sts web --replicas=2 -f web.yml --then 'scale sts/web --replicas=5'",
    "sts-plan scale --replicas=3 --state dump.yml -o json",
  ],
});
