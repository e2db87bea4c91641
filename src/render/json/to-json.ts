const WIDTH = 110;

/** JSON that people can read too: what fits on a line stands on one. Keys keep their order; no final line break. */
export function toJson(value: unknown): string {
  return print(value, "").text;
}

/** The text of `toJson` in pieces, so that nobody has to hold all of a large one. */
export function* jsonPieces(value: unknown, indent = ""): Iterable<string> {
  if (!isLong(value)) {
    yield print(value, indent).text;
    return;
  }
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  let before = isList ? "[" : "{";
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    yield `${before}\n${inner}${isList ? "" : `${JSON.stringify(key)}: `}`;
    yield* jsonPieces(entry, inner);
    before = ",";
  }
  yield `\n${indent}${isList ? "]" : "}"}`;
}

/** True for what cannot stand on one line, for it has more entries, or one of them has, than a line has columns. */
function isLong(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const entries = Object.values(value);
  if (entries.length > WIDTH) return entries.filter((entry) => entry !== undefined).length > WIDTH;
  return entries.some(isLong);
}

interface Printed {
  readonly text: string;
  readonly isFlat: boolean;
}

function print(value: unknown, indent: string): Printed {
  if (typeof value === "bigint") return { text: String(value), isFlat: true };
  if (typeof value !== "object" || value === null) return { text: JSON.stringify(value) ?? "null", isFlat: true };
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts: string[] = [];
  let isFlat = true;
  let length = indent.length;
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    const printed = print(entry, inner);
    const part = isList ? printed.text : `${JSON.stringify(key)}: ${printed.text}`;
    isFlat &&= printed.isFlat;
    length += part.length + 2;
    parts.push(part);
  }
  const [open, close] = isList ? "[]" : "{}";
  if (parts.length === 0) return { text: `${open}${close}`, isFlat: true };
  if (!isFlat || length > WIDTH)
    return { text: `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`, isFlat: false };
  const space = isList ? "" : " ";
  return { text: `${open}${space}${parts.join(", ")}${space}${close}`, isFlat: true };
}
