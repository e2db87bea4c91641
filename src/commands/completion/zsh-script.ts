import {
  type CompletableCommand,
  type CompletableOption,
  type CompletableValue,
  type CompletableWord,
  type CompletionTable,
  firstWords,
} from "./completion-table.ts";

/** For zsh's own completion system. */
export function zshScript(table: CompletionTable): string {
  const lines = [
    "#compdef sts-plan kubectl-sts_plan",
    "# Completion of sts-plan for zsh: put it as _sts-plan into a folder of $fpath, or source it behind compinit.",
    "_sts_plan() {",
    "  local -a words_offered",
    '  local command="${words[2]}"',
    "  if (( CURRENT == 2 )); then",
    ...describe("command", firstWords(table)),
    "    return",
    "  fi",
    ...[...table.groups].flatMap(([group, members]) => groupLines(group, members)),
    "  shift words",
    "  (( CURRENT-- ))",
    '  case "$command" in',
    ...table.commands.map(commandCase),
    "  esac",
    "}",
    'if [ "${funcstack[1]}" = "_sts_plan" ] || [ "${funcstack[1]}" = "_sts-plan" ]; then',
    '  _sts_plan "$@"',
    "else",
    "  compdef _sts_plan sts-plan kubectl-sts_plan",
    "fi",
  ];
  return `${lines.join("\n")}\n`;
}

function describe(what: string, words: readonly CompletableWord[]): string[] {
  return [
    "    words_offered=(",
    ...words.map(({ word, summary }) => `      ${quote(`${word}:${summary.replaceAll(":", "\\:")}`)}`),
    "    )",
    `    _describe ${what} words_offered`,
  ];
}

function groupLines(group: string, members: readonly CompletableWord[]): string[] {
  return [
    `  if [[ "$command" == ${group} ]]; then`,
    "    if (( CURRENT == 3 )); then",
    ...describe("command", members).map((line) => `  ${line}`),
    "      return",
    "    fi",
    '    command="$command ${words[3]}"',
    "    shift words",
    "    (( CURRENT-- ))",
    "  fi",
  ];
}

function commandCase(command: CompletableCommand): string {
  return [
    `    ${quote(command.name)})`,
    "      _arguments -s \\",
    ...command.options.flatMap(optionLines).map((line) => `        ${quote(line)} \\`),
    `        ${quote(`*::argument:${action(command.argument)}`)} ;;`,
  ].join("\n");
}

/** One line a spelling; `*` because most options may be repeated, and a wrong one is told by the program. */
function optionLines({ names, summary, value }: CompletableOption): string[] {
  const text = `[${summary.replaceAll(/[[\]\\:]/g, (mark) => `\\${mark}`)}]`;
  return names.map((name) => `*${name}${text}${value === undefined ? "" : `:value:${action(value)}`}`);
}

function action(value: CompletableValue): string {
  if (value.kind === "files") return "_files";
  return value.kind === "words" ? `(${value.words.join(" ")})` : " ";
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
