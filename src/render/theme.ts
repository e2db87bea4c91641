/** What a piece of text is, not how it looks. */
export type Role =
  | "error"
  | "warning"
  | "info"
  | "added"
  | "changed"
  | "removed"
  | "heading"
  | "strong"
  | "muted"
  | "name";

/** Puts the style of a role around a text; without colour the text comes back as it is. */
export type Theme = (role: Role, text: string) => string;

/** Select Graphic Rendition codes: on and off. Sixteen-colour codes, so that the terminal's own palette decides. */
const CODES: Readonly<Record<Role, readonly [string, string]>> = {
  error: ["1;31", "22;39"],
  warning: ["1;33", "22;39"],
  info: ["36", "39"],
  added: ["32", "39"],
  changed: ["33", "39"],
  removed: ["31", "39"],
  heading: ["1;4", "22;24"],
  strong: ["1", "22"],
  muted: ["2", "22"],
  name: ["36", "39"],
};

export const PLAIN: Theme = (_role, text) => text;

/** Colour is a second channel only: symbols and words carry the meaning. */
export const COLORED: Theme = (role, text) => {
  if (text === "") return "";
  const [on, off] = CODES[role];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};
