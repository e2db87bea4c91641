/** Words that some YAML reader takes for something else than text. */
const SPECIAL = /^(?:true|false|yes|no|on|off|y|n|null|~|\.inf|\.nan|<<|=)$/i;
/** Texts that need no quotes in any YAML reader. */
const PLAIN = /^[A-Za-z/_][A-Za-z0-9/_.-]*(?: [A-Za-z0-9/_.(-][A-Za-z0-9/_.)(-]*)*$/;

/** A JSON value as block YAML, without a final line break. Texts are quoted whenever a reader could be in doubt. */
export function toYaml(value: unknown): string[] {
  if (Array.isArray(value))
    return value.length === 0 ? ["[]"] : value.flatMap((item) => prefixFirst("- ", toYaml(item)));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return entries.length === 0 ? ["{}"] : entries.flatMap(([key, entry]) => entryLines(key, entry));
  }
  return [scalar(value)];
}

function entryLines(key: string, value: unknown): string[] {
  const lines = toYaml(value);
  const label = `${scalar(key)}:`;
  const [first = ""] = lines;
  if (typeof value !== "object" || value === null || first === "[]" || first === "{}") return [`${label} ${first}`];
  return [label, ...(Array.isArray(value) ? lines : lines.map((line) => `  ${line}`))];
}

function prefixFirst(prefix: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${index === 0 ? prefix : " ".repeat(prefix.length)}${line}`);
}

function scalar(value: unknown): string {
  if (typeof value !== "string") return String(value);
  return PLAIN.test(value) && !SPECIAL.test(value) ? value : JSON.stringify(value);
}
