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
    name: "names",
    summary: "Pod names, hostnames, DNS names and claims, for scripts and certificates",
    load: () => import("./names.ts").then((module) => module.namesCommand),
  },
];
