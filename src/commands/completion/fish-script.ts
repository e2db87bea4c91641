import {
  type CompletableCommand,
  type CompletableOption,
  type CompletionTable,
  firstWords,
} from "./completion-table.ts";

/** For fish 3 and newer. */
export function fishScript(table: CompletionTable): string {
  const lines = [
    "# Completion of sts-plan for fish: save as ~/.config/fish/completions/sts-plan.fish",
    "function __sts_plan_words",
    "    for word in (commandline -opc)[2..]",
    '        string match -q -- "-*" $word; or echo $word',
    "    end",
    "end",
    "function __sts_plan_calls",
    "    set -l given (__sts_plan_words)",
    "    set -l wanted (count $argv)",
    '    test (count $given) -ge $wanted; and test "$given[1..$wanted]" = "$argv"',
    "end",
    "function __sts_plan_only",
    "    set -l given (__sts_plan_words)",
    '    test "$given" = "$argv"',
    "end",
    "complete -c sts-plan -f",
    ...firstWords(table).map(
      ({ word, summary }) => `complete -c sts-plan -n '__sts_plan_only ""' -a ${word} -d ${quote(summary)}`,
    ),
    ...[...table.groups].flatMap(([group, members]) =>
      members.map(
        ({ word, summary }) => `complete -c sts-plan -n '__sts_plan_only ${group}' -a ${word} -d ${quote(summary)}`,
      ),
    ),
    ...table.commands.flatMap(commandLines),
  ];
  return `${lines.join("\n")}\n`;
}

function commandLines(command: CompletableCommand): string[] {
  const start = `complete -c sts-plan -n '__sts_plan_calls ${command.name}'`;
  const { argument } = command;
  return [
    ...(argument.kind === "files" ? [`${start} -F`] : []),
    ...(argument.kind === "words" ? [`${start} -a ${quote(argument.words.join(" "))}`] : []),
    ...command.options.map((option) => `${start}${optionWords(option)}`),
  ];
}

function optionWords({ names, summary, value }: CompletableOption): string {
  const spelled = names.map((name) => (name.startsWith("--") ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`));
  const parts = [...spelled, ` -d ${quote(summary)}`];
  if (value?.kind === "files") parts.push(" -r -F");
  if (value?.kind === "words") parts.push(` -x -a ${quote(value.words.join(" "))}`);
  if (value?.kind === "text") parts.push(" -x");
  return parts.join("");
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
