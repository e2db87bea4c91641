/**
 * Matches a path or an object's description against a pattern: `*` and `?` stay inside a path segment, `**` crosses them.
 * A pattern that ends in `/` stands for all below it.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  return new RegExp(`^${toExpression(pattern.endsWith("/") ? `${pattern}**` : pattern)}$`).test(text);
}

function toExpression(pattern: string): string {
  return pattern
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => EXPRESSION_BY_WILDCARD[part] ?? part.replace(/[\\^$.|+()[\]{}]/g, "\\$&"))
    .join("");
}

const EXPRESSION_BY_WILDCARD: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
};
