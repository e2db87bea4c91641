import type { TextReport } from "../../model/report.ts";
import type { Command, CommandInput, OptionValues } from "../command.ts";
import { textOption } from "../option-values.ts";
import { textReport } from "../text-report.ts";
import { bashScript } from "./bash-script.ts";
import { type CompletionTable, completionTable } from "./completion-table.ts";
import { fishScript } from "./fish-script.ts";
import { powershellScript } from "./powershell-script.ts";
import { zshScript } from "./zsh-script.ts";

const SCRIPTS: Readonly<Record<string, (table: CompletionTable) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** A script that teaches a shell what `sts-plan` understands. */
export const completionCommand: Command = {
  name: "completion",
  description:
    "Prints a script that completes commands, options and their values. It holds everything it needs: nothing runs while you type.",
  positionals: [{ name: "shell", summary: Object.keys(SCRIPTS).join(", "), choices: Object.keys(SCRIPTS) }],
  options: [],
  examples: [
    "source <(sts-plan completion bash)",
    "sts-plan completion zsh > ~/.zfunc/_sts-plan",
    "sts-plan completion fish > ~/.config/fish/completions/sts-plan.fish",
    "sts-plan completion powershell >> $PROFILE",
  ],
  formats: ["text"],
  needsNoFiles: true,
  knowsCommands: true,
  run: printScript,
};

function printScript(options: OptionValues, { commands = [] }: CommandInput): TextReport {
  const script = SCRIPTS[textOption(options, "shell") ?? ""];
  return textReport(script === undefined ? "" : script(completionTable(commands)));
}
