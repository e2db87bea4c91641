import { UsageError } from "../../model/errors.ts";
import { nearestOf } from "../../model/nearest.ts";
import type { OptionSpec, OptionValue } from "../command.ts";
import { commandText } from "./command-text.ts";
import type { Verb, VerbSpec } from "./verb.ts";
import { VERBS } from "./verb-registry.ts";

/**
 * The command that a `--then` text says, with `+5s` in front for five seconds after the one before; `applyAgain` is that of the
 * manifests of `-f`. Throws `UsageError`.
 */
export function parseThen(text: string, applyAgain: Verb): Verb {
  const [lead = "", seconds] = /^\s*\+(\d{1,9})s?\s+/.exec(text) ?? [];
  const verb = parseCommand(text.slice(lead.length), applyAgain);
  return seconds === undefined ? verb : { ...verb, after: Number(seconds) };
}

function parseCommand(text: string, applyAgain: Verb): Verb {
  const words = splitWords(text);
  const [first, ...rest] = words[0] === "kubectl" ? words.slice(1) : words;
  if (first === "apply") return thenApply(text, rest, applyAgain);
  const spec = VERBS.find(({ name }) => name === first || name === `${first} ${rest[0]}`);
  if (spec === undefined) throw unknownVerb(text, [first ?? "", rest[0] ?? ""].join(" ").trim());
  const { options, plain } = parseOptions(spec.name.includes(" ") ? rest.slice(1) : rest, spec);
  const call = { words: plain, options, sources: () => [] };
  return { command: commandText(spec, call), perform: spec.prepare(call) };
}

/** The files of `-f` once more. */
function thenApply(text: string, rest: readonly string[], applyAgain: Verb): Verb {
  if (rest.length === 0) return applyAgain;
  throw new UsageError(
    `--then ${JSON.stringify(text)}: what to apply cannot be named here.`,
    "--then apply does what `kubectl apply` of the -f files would do",
  );
}

function unknownVerb(text: string, name: string): UsageError {
  const names = [...VERBS.map((verb) => verb.name), "apply"];
  const nearest = nearestOf(name, names) ?? nearestOf(name.split(" ")[0] ?? "", names);
  const hint = nearest === undefined ? `known: ${names.join(", ")}` : `did you mean ${nearest}?`;
  return new UsageError(`--then ${JSON.stringify(text)} is no command that sts-plan knows.`, hint);
}

/** A piece of a word: in single quotes, in double quotes, after a backslash, or plain; or the blanks between words. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)|(\s+)/gsy;

/** Words as a shell splits them, with quotes and backslashes. Throws `UsageError` for an open quote. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const [all, single, double, escaped, plain, blanks] = match;
    end = match.index + all.length;
    if (blanks === undefined)
      word = (word ?? "") + (single ?? double?.replace(/\\(.)/gs, "$1") ?? escaped ?? plain ?? "");
    else if (word !== undefined) words.push(word);
    if (blanks !== undefined) word = undefined;
  }
  if (end < text.length) throw new UsageError(`--then ${JSON.stringify(text)}: a quote is left open.`);
  return word === undefined ? words : [...words, word];
}

interface Parsed {
  readonly options: Record<string, OptionValue>;
  readonly plain: readonly string[];
}

/** The options of a verb out of its words: `--replicas=3`, `--replicas 3`, `-p '…'`, `--all`. Throws `UsageError`. */
function parseOptions(words: readonly string[], spec: VerbSpec): Parsed {
  const options: Record<string, OptionValue> = {};
  const plain: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-") || word === "-") {
      plain.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const flag = equals < 0 ? word : word.slice(0, equals);
    const option = spec.options.find(({ flags }) => flags.split(/[\s,]+/).includes(flag));
    if (option === undefined) throw new UsageError(`--then: ${spec.name} has no option ${flag}.`, optionsOf(spec));
    if (option.takes === "reads") throw new UsageError(`--then: ${flag} reads a file, which is not possible here.`);
    if (!option.flags.includes("<")) options[attributeOf(option)] = equals < 0 || word.slice(equals + 1) !== "false";
    else options[attributeOf(option)] = optionValue(option, flag, equals < 0 ? words[++at] : word.slice(equals + 1));
  }
  return { options, plain };
}

function optionValue({ takes }: OptionSpec, flag: string, text: string | undefined): OptionValue {
  if (text === undefined) throw new UsageError(`flag needs an argument: ${flag}`);
  if (takes !== "count" && takes !== "seconds") return text;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--then: ${flag} takes a whole number, 0 or more.`);
  return Number(text);
}

function optionsOf({ options }: VerbSpec): string {
  return options.length === 0 ? "it has none" : `it has ${options.map(({ flags }) => flags).join("; ")}`;
}

/** As commander names it: the camel case of the long name. */
export function attributeOf({ flags }: OptionSpec): string {
  const long = /--([a-z-]+)/.exec(flags)?.[1] ?? "";
  return long.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
