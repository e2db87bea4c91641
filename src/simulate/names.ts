const MAX_INT32 = 2147483647;
const ZERO = 48;
const NINE = 57;

/** Digits after the last dash of a name; -1 when there are none or they exceed 32 bits. */
export function ordinalOf(name: string): number {
  const digits = ordinalStart(name);
  if (digits < 0) return -1;
  const ordinal = Number(name.slice(digits));
  return ordinal > MAX_INT32 ? -1 : ordinal;
}

/** The name before the last dash when only digits follow; "" for a name without ordinal. */
export function parentOf(name: string): string {
  const digits = ordinalStart(name);
  return digits < 0 ? "" : name.slice(0, digits - 1);
}

/** Order of names by code units, which for these names is byte order. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

function ordinalStart(name: string): number {
  let at = name.length;
  while (at > 0 && isDigit(name.charCodeAt(at - 1))) at--;
  return at < name.length && name[at - 1] === "-" ? at : -1;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
