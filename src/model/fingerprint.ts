import type { Diagnostic } from "./diagnostic.ts";

/**
 * Names for findings that survive moved lines: 16 hex digits of rule, file, object and field path, and of the how-manieth
 * it is when several are equal. In the order of the diagnostics.
 */
export function fingerprintsOf(diagnostics: readonly Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { rule, file, object, path } = diagnostic;
    const key = [rule, file, object ?? "", path].join("\n");
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return hash(`${key}\n${count}`);
  });
}

/** Two FNV-1a sums of 32 bits with different starts; for names, not for secrets. */
function hash(text: string): string {
  let left = 0x811c9dc5;
  let right = 0x6b84_0f1d;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    left = Math.imul(left ^ unit, 0x01000193);
    right = Math.imul(right ^ ((unit << 8) | (unit >>> 8)), 0x01000193) ^ (left >>> 15);
  }
  return hex(left) + hex(right);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
