// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from a manifest for a terminal: escape sequences and characters that turn the writing direction come out
 * as `\u001b`. Line breaks and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, escapeOne);
}

/** As `escapeControls`, on one line. */
export function escapeLine(text: string): string {
  return escapeControls(text)
    .replace(/\r\n|[\n\r]/g, "\\n")
    .replaceAll("\t", "\\t");
}

function escapeOne(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
