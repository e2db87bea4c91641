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

export const PLAIN: Theme = (_role, text) => text;
