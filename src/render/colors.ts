import { Chalk } from "chalk";
import type { Role, Theme } from "./theme.ts";

/**
 * The theme of a terminal with colours: a second channel only, symbols and words carry the meaning. Sixteen-colour
 * codes, so that the terminal's own palette decides.
 */
export function coloredTheme(): Theme {
  const chalk = new Chalk({ level: 1 });
  const styles: Readonly<Record<Role, (text: string) => string>> = {
    error: chalk.bold.red,
    warning: chalk.bold.yellow,
    info: chalk.cyan,
    added: chalk.green,
    changed: chalk.yellow,
    removed: chalk.red,
    heading: chalk.bold.underline,
    strong: chalk.bold,
    muted: chalk.dim,
    name: chalk.cyan,
  };
  return (role, text) => styles[role](text);
}
