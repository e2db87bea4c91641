import type { Command, CommandOutline } from "../commands/command.ts";
import { COMMANDS } from "../commands/registry.ts";
import { outputOptions } from "./output-options.ts";

/** All commands with all options, under every name that they answer to; loads them, so only for one who asks. */
export async function outlineCommands({ knowsCommands }: Command): Promise<readonly CommandOutline[]> {
  if (knowsCommands !== true) return [];
  const outlines: CommandOutline[] = [];
  for (const { name, aliases = [], summary, load } of COMMANDS) {
    const command = await load();
    const { positionals = [] } = command;
    const options = [...command.options, ...outputOptions(command)];
    for (const spelling of [name, ...aliases]) outlines.push({ name: spelling, summary, positionals, options });
  }
  return outlines;
}
