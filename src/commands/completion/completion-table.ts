import type { CommandOutline, OptionSpec } from "../command.ts";

/** What may stand where, without anything of a shell's syntax. */
export interface CompletionTable {
  readonly commands: readonly CompletableCommand[];
  /** First words of commands of two words, with the second words. */
  readonly groups: ReadonlyMap<string, readonly CompletableWord[]>;
}

export interface CompletableWord {
  readonly word: string;
  readonly summary: string;
}

export interface CompletableCommand {
  /** With a blank for a subcommand. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletableOption[];
  readonly argument: CompletableValue;
}

export interface CompletableOption {
  /** `-f` and `--filename`: those that exist. */
  readonly names: readonly string[];
  readonly summary: string;
  /** Undefined for a switch. */
  readonly value: CompletableValue | undefined;
}

/** `text` is anything: nothing can be offered. */
export type CompletableValue =
  | { readonly kind: "files" }
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "text" };

const HELP: CompletableOption = { names: ["-h", "--help"], summary: "help for a command", value: undefined };

/** Commands, options and values for the scripts. */
export function completionTable(outlines: readonly CommandOutline[]): CompletionTable {
  const groups = new Map<string, CompletableWord[]>();
  const commands: CompletableCommand[] = [];
  for (const { name, summary, positionals, options } of outlines) {
    const [group = "", word] = name.split(" ");
    if (word !== undefined) groups.set(group, [...(groups.get(group) ?? []), { word, summary: plain(summary) }]);
    const first = positionals[0];
    const argument = offered({
      words: first?.choices ?? first?.suggests,
      isFile: first?.readsInto !== undefined,
    });
    commands.push({ name, summary: plain(summary), options: [...options.map(optionOf), HELP], argument });
  }
  return { commands, groups };
}

/** Words that stand first: plain commands and groups. */
export function firstWords({ commands, groups }: CompletionTable): CompletableWord[] {
  const single = commands.filter(({ name }) => !name.includes(" "));
  return [
    ...single.map(({ name, summary }) => ({ word: name, summary })),
    ...[...groups].map(([word, members]) => ({ word, summary: members.map((member) => member.word).join(", ") })),
  ];
}

/** All spellings of all options of a command. */
export function optionNames({ options }: CompletableCommand): string[] {
  return options.flatMap(({ names }) => names);
}

function optionOf({ flags, summary, choices, suggests, takes }: OptionSpec): CompletableOption {
  const names = [...flags.matchAll(/(?:^|[\s,])(--?[A-Za-z][-A-Za-z0-9]*)/g)].map((match) => match[1] ?? "");
  const value = flags.includes("<")
    ? offered({ words: choices ?? suggests, isFile: takes === "reads" || /<(?:file|dir|path)>/.test(flags) })
    : undefined;
  return { names, summary: plain(summary), value };
}

function offered({
  words,
  isFile,
}: {
  readonly words: readonly string[] | undefined;
  readonly isFile: boolean;
}): CompletableValue {
  if (words !== undefined) return { kind: "words", words };
  return { kind: isFile ? "files" : "text" };
}

/** One line without marks that a shell could take for its own. */
function plain(summary: string): string {
  return summary.replaceAll("`", "").replaceAll(/\s+/g, " ");
}
