import type { OptionValues } from "./command.ts";

/** The text of an option; undefined when it was not given. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The number of an option that takes seconds or a count; undefined when it was not given. */
export function numberOption(options: OptionValues, name: string): number | undefined {
  const value = options[name];
  return typeof value === "number" ? value : undefined;
}

/** True when a switch was given. */
export function isOn(options: OptionValues, name: string): boolean {
  return options[name] === true;
}

/** The values of a repeatable option, in order; empty when it was not given. */
export function listOption(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value : [];
}
