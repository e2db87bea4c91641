import type { Command } from "./command.ts";
import { verbCommand } from "./verb-command.ts";
import { patchVerb } from "./verbs/patch.ts";

export const patchCommand: Command = verbCommand(patchVerb, {
  description:
    "Plans `kubectl patch`: what the API server makes of the patch, and what the controller does then. Nothing is sent anywhere.",
  arguments: "statefulset NAME",
  examples: [
    `sts-plan patch statefulset web -p '{"spec":{"replicas":3}}' -f web.yml`,
    `sts-plan patch sts/web --type=json -p '[{"op":"remove","path":"/spec/replicas"}]' -f web.yml`,
    `sts-plan patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}' -f web.yml --then 'set image sts/web nginx=nginx:2'`,
    "sts-plan patch sts web --patch-file change.yml -f web.yml",
  ],
});
