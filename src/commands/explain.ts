import { DIFF_RULES } from "../diff/diff-rules.ts";
import { findRule, RULES } from "../lint/registry.ts";
import { UsageError } from "../model/errors.ts";
import { nearestOf } from "../model/nearest.ts";
import type { TextReport } from "../model/report.ts";
import { TRAPS } from "../simulate/traps/registry.ts";
import type { Trap } from "../simulate/traps/trap.ts";
import type { Command, OptionValues } from "./command.ts";
import { explainRule } from "./explain-rule.ts";
import { FIELD_NOTES, fieldName } from "./field-notes.ts";
import { listOption } from "./option-values.ts";
import { READER_NOTES } from "./reader-notes.ts";
import { STEP_NOTES, STOP_NOTES } from "./reason-notes.ts";
import { textReport } from "./text-report.ts";
import { wrapText } from "./wrap-text.ts";

const WIDTH = 96;

/** What a finding, a step's reason or a field means. */
export const explainCommand: Command = {
  name: "explain",
  description:
    "Explains a rule by id or name, the reason of a step or of a wait in a plan, or what the controller makes of a field of a StatefulSet.",
  positionals: [{ name: "topic", summary: "rule, reason or field", isVariadic: true, suggests: topics() }],
  options: [],
  examples: [
    "sts-plan explain STS204",
    "sts-plan explain grace-period-zero",
    "sts-plan explain replica-not-ready",
    "sts-plan explain statefulset.spec.serviceName",
  ],
  formats: ["text"],
  needsNoFiles: true,
  run: runExplain,
};

function runExplain(options: OptionValues): TextReport {
  return textReport(listOption(options, "topic").map(explainTopic).join("\n"));
}

function explainTopic(topic: string): string {
  const rule = findRule(topic) ?? DIFF_RULES.find(({ id, name }) => id === topic.toUpperCase() || name === topic);
  if (rule) return explainRule(rule);
  const notes = READER_NOTES.filter(
    ({ id, name, covers = [] }) => id === topic.toUpperCase() || name === topic || covers.includes(topic),
  );
  if (notes.length > 0) return notes.map(({ id, name, note }) => paragraph(`${id} ${name}`, note)).join("\n");
  const step = lookUp(STEP_NOTES, topic);
  if (step !== undefined) return paragraph(`${topic}: why the controller does something`, step);
  const stop = lookUp(STOP_NOTES, topic);
  if (stop !== undefined) return paragraph(`${topic}: why the controller waits`, stop);
  const trap = TRAPS.find(({ name }) => name === topic);
  if (trap) return explainTrap(trap);
  const field = lookUp(FIELD_NOTES, fieldName(topic));
  if (field) return paragraph(`statefulset.${fieldName(topic)} (a change: ${field.effect})`, field.note);
  throw unknownTopic(topic);
}

function explainTrap({ name, title, sources }: Trap): string {
  const text = paragraph(`${name}: a trap that \`next\` finds in a dump`, `${title}.`);
  return `${text}\nSources:\n${sources.map((source) => `  ${source}`).join("\n")}\n`;
}

function lookUp<T>(notes: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(notes, key) ? notes[key] : undefined;
}

function paragraph(title: string, note: string): string {
  return `${title}\n\n${wrapText(note.replaceAll("`", ""), WIDTH).join("\n")}\n`;
}

/** Everything that there is something to say about. */
function topics(): string[] {
  return [
    ...[...RULES, ...DIFF_RULES].flatMap((rule) => [rule.id, rule.name]),
    ...READER_NOTES.flatMap(({ name, covers = [] }) => [name, ...covers]),
    ...Object.keys(STEP_NOTES),
    ...Object.keys(STOP_NOTES),
    ...TRAPS.map((trap) => trap.name),
    ...Object.keys(FIELD_NOTES),
  ];
}

function unknownTopic(topic: string): UsageError {
  const nearest = nearestOf(topic, topics());
  return new UsageError(
    `There is nothing to explain under ${JSON.stringify(topic)}.`,
    nearest === undefined ? "`sts-plan rules` lists the rules" : `did you mean ${nearest}?`,
  );
}
