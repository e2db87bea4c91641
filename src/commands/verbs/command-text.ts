import type { OptionSpec, OptionValues } from "../command.ts";
import { listOption } from "../option-values.ts";
import type { VerbCall, VerbSpec } from "./verb.ts";

/** The command as it would be typed for kubectl. Options that only a plan has are left out. */
export function commandText(spec: VerbSpec, { words, options }: Pick<VerbCall, "words" | "options">): string {
  const given = spec.options.flatMap((option) => {
    const long = /--([a-z-]+)/.exec(option.flags)?.[1] ?? "";
    const value = options[long.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())];
    return value === undefined || PLAN_ONLY.has(long) ? [] : [optionText(option, long, value)];
  });
  const named = words.length > 0 ? words.map(quoted) : filesOf(options);
  return ["kubectl", spec.name, ...named, ...given].join(" ");
}

const PLAN_ONLY: ReadonlySet<string> = new Set(["restarted-at"]);

function optionText({ flags }: OptionSpec, long: string, value: unknown): string {
  const short = /^-([a-z]),/.exec(flags)?.[1];
  if (value === true) return `--${long}`;
  return short === undefined ? `--${long}=${quoted(String(value))}` : `-${short} ${quoted(String(value))}`;
}

/** For a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `kubectl apply` of the files that were named. */
export function applyText(options: OptionValues): string {
  return ["kubectl apply", ...filesOf(options)].join(" ");
}

function filesOf(options: OptionValues): string[] {
  const files = [...listOption(options, "filename"), ...listOption(options, "path")];
  return (files.length > 0 ? files : listOption(options, "from")).map((file) => `-f ${quoted(file)}`);
}
