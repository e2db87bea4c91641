/** A name or value inside a sentence: `` `web-0` ``. Line breaks and backticks in it cannot break the sentence. */
export function code(value: string | number | bigint | boolean): string {
  return `\`${String(value)
    .replaceAll("`", "'")
    .replace(/\s*[\r\n]+\s*/g, " ")}\``;
}

/** `` `a`, `b` and `c` ``; after `limit` names `and 7 more`. */
export function codeList(values: readonly (string | number)[], limit = 5): string {
  const shown = values.slice(0, limit).map(code);
  const rest = values.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** `1 replica`, `3 replicas`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** A range of names by ordinal: `` `web-0` ``, `` `web-0` and `web-1` ``, `` `web-0` to `web-4` ``. */
export function ordinalRange(set: string, first: number, last: number): string {
  if (first === last) return code(`${set}-${first}`);
  const joint = last === first + 1 ? "and" : "to";
  return `${code(`${set}-${first}`)} ${joint} ${code(`${set}-${last}`)}`;
}
