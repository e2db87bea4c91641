import type { Command } from "./command.ts";

/** A command as `--help` lists it; the rest is loaded when it is called. */
export interface CommandEntry {
  /** With a blank for a subcommand: `rollout restart`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  load(): Promise<Command>;
}

/** All commands, in the order of help. A new one is one file and one line here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "apply",
    summary: "What would `kubectl apply -f` do? Pods, claims, DNS names, and the order of things",
    load: () => import("./apply.ts").then((module) => module.applyCommand),
  },
  {
    name: "scale",
    summary: "Other replicas: which Pods come or go, in which order, and what becomes of their claims",
    load: () => import("./scale.ts").then((module) => module.scaleCommand),
  },
  {
    name: "set image",
    summary: "Another image: the order of the update, what waits, what a partition holds back",
    load: () => import("./set-image.ts").then((module) => module.setImageCommand),
  },
  {
    name: "patch",
    summary: "Any change, as a strategic merge, JSON merge or JSON patch",
    load: () => import("./patch.ts").then((module) => module.patchCommand),
  },
  {
    name: "delete",
    summary: "Deletes Pods, claims or a set: what comes back, what stays, what goes",
    load: () => import("./delete.ts").then((module) => module.deleteCommand),
  },
  {
    name: "rollout restart",
    summary: "Replaces all Pods, with the same template",
    load: () => import("./rollout.ts").then((module) => module.rolloutRestartCommand),
  },
  {
    name: "rollout undo",
    summary: "Goes back to an older revision",
    load: () => import("./rollout.ts").then((module) => module.rolloutUndoCommand),
  },
  {
    name: "rollout status",
    summary: "What kubectl prints while a rollout goes on",
    load: () => import("./rollout.ts").then((module) => module.rolloutStatusCommand),
  },
  {
    name: "rollout history",
    summary: "The revisions, as kubectl lists them",
    load: () => import("./rollout.ts").then((module) => module.rolloutHistoryCommand),
  },
  {
    name: "rollout pause",
    summary: "What kubectl says to it",
    load: () => import("./rollout.ts").then((module) => module.rolloutPauseCommand),
  },
  {
    name: "rollout resume",
    summary: "What kubectl says to it",
    load: () => import("./rollout.ts").then((module) => module.rolloutResumeCommand),
  },
  {
    name: "names",
    summary: "Pod names, hostnames, DNS names and claims, for scripts and certificates",
    load: () => import("./names.ts").then((module) => module.namesCommand),
  },
  {
    name: "lint",
    aliases: ["validate"],
    summary: "What is wrong with these manifests? For people and pipelines",
    load: () => import("./lint.ts").then((module) => module.lintCommand),
  },
  {
    name: "diff",
    summary: "What changes between two states, what each change causes, and the safe way through",
    load: () => import("./diff.ts").then((module) => module.diffCommand),
  },
  {
    name: "upgrade",
    summary: "What changes when only the Kubernetes version does: restarts, refusals, another rollout",
    load: () => import("./upgrade.ts").then((module) => module.upgradeCommand),
  },
  {
    name: "next",
    summary: "What will the controller do next on a live set, what does it wait for, and what gets it out?",
    load: () => import("./next.ts").then((module) => module.nextCommand),
  },
  {
    name: "simulate",
    summary: "Runs scenario files: operations in time and what is expected of them, as a rehearsal or a test",
    load: () => import("./simulate.ts").then((module) => module.simulateCommand),
  },
  {
    name: "graph",
    summary: "Which field refers to which: Service, StatefulSet, Pod template, claims, as a picture",
    load: () => import("./graph.ts").then((module) => module.graphCommand),
  },
  {
    name: "rules",
    summary: "the rules of lint",
    load: () => import("./rules.ts").then((module) => module.rulesCommand),
  },
  {
    name: "explain",
    summary: "What a finding, a reason or a field means",
    load: () => import("./explain.ts").then((module) => module.explainCommand),
  },
  {
    name: "completion",
    summary: "completion of commands, options and values for bash, zsh, fish and PowerShell",
    load: () => import("./completion/completion.ts").then((module) => module.completionCommand),
  },
  {
    name: "fn",
    summary: "lint as a KRM function for kpt and kustomize",
    load: () => import("./fn.ts").then((module) => module.fnCommand),
  },
];
