import {
  type CompletableCommand,
  type CompletableValue,
  type CompletionTable,
  firstWords,
  optionNames,
} from "./completion-table.ts";

/** For bash 3.2 and newer; needs no bash-completion package. */
export function bashScript(table: CompletionTable): string {
  const groups = [...table.groups.keys()].join("|");
  const lines = [
    "# Completion of sts-plan for bash: source <(sts-plan completion bash)",
    "_sts_plan() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="" word',
    "  local options words",
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case "$command" in',
    '      "") case "$word" in -*) ;; *) command="$word" ;; esac ;;',
    ...(groups === "" ? [] : [`      ${groups}) command="$command $word" ;;`]),
    "      *) break ;;",
    "    esac",
    "  done",
    "  COMPREPLY=()",
    '  case "$command" in',
    ...(groups === ""
      ? []
      : [...table.groups].map(([name, words]) =>
          oneOf(
            name,
            words.map(({ word }) => word),
          ),
        )),
    ...table.commands.map(commandCase),
    `    "") ${compgen(["--help", "--version", ...firstWords(table).map(({ word }) => word)])} ;;`,
    "  esac",
    "}",
    "complete -o filenames -F _sts_plan sts-plan kubectl-sts_plan",
  ];
  return `${lines.join("\n")}\n`;
}

function oneOf(name: string, words: readonly string[]): string {
  return `    "${name}") ${compgen(words)} ;;`;
}

function commandCase(command: CompletableCommand): string {
  const valued = command.options.flatMap(({ names, value }) => (value === undefined ? [] : [{ names, value }]));
  return [
    `    "${command.name}")`,
    '      case "$previous" in',
    ...valued.map(({ names, value }) => `        ${names.join("|")}) ${offer(value)}; return ;;`),
    "      esac",
    '      case "$current" in',
    `        -*) ${compgen(optionNames(command))} ;;`,
    `        *) ${offer(command.argument)} ;;`,
    "      esac ;;",
  ].join("\n");
}

function offer(value: CompletableValue): string {
  if (value.kind === "files") return 'COMPREPLY=($(compgen -f -- "$current"))';
  return value.kind === "words" ? compgen(value.words) : ":";
}

function compgen(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current"))`;
}
