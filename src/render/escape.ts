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

/** XML 1.0 has no place for these characters, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Halves of a surrogate pair by themselves: no text in UTF-8. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const XML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** For XML text and attribute values in quotes. */
export function escapeXml(text: string): string {
  return wellFormed(text)
    .replace(NOT_XML, "\ufffd")
    .replace(/[&<>"'\n\r\t]/g, (character) => XML_ENTITIES[character] ?? character);
}

/** Without halves of surrogate pairs. */
function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, "\ufffd");
}

/** The message of a GitHub workflow command. */
export function escapeCommandData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property of a GitHub workflow command. */
export function escapeCommandProperty(text: string): string {
  return escapeCommandData(escapeLine(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** A file name as a relative URI reference: forward slashes stay, everything else that is special is encoded. */
export function toUri(file: string): string {
  return wellFormed(file.replaceAll("\\", "/")).split("/").map(encodeURIComponent).join("/");
}

/**
 * A message for Markdown, also inside a table: code spans stay, everything else that Markdown, HTML or a mention
 * could mean is escaped. On one line.
 */
export function escapeMarkdown(text: string): string {
  const parts = escapeControls(text)
    .replace(/\s*[\r\n]+\s*/g, " ")
    .split("`");
  const isBalanced = parts.length % 2 === 1;
  return parts
    .map((part, index) => {
      if (index % 2 === 1 && isBalanced && part.trim() !== "") return `\`${part.replaceAll("|", "\\|")}\``;
      const escaped = part
        .replace(/[\\*_{}[\]()#+!|~<>&]/g, (character) => `\\${character}`)
        .replaceAll("@", "@\u200b");
      return index % 2 === 1 ? `\\\`${escaped}${isBalanced ? "\\`" : ""}` : escaped;
    })
    .join("");
}
