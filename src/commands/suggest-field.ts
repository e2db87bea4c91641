import { nearestOf } from "../model/nearest.ts";
import type { UnknownField } from "../schema/decode-object.ts";

/** So many fields can be listed without getting long. */
const FEW = 6;

/** What may be meant by a field that the API does not know, as a sentence. */
export function suggestField({ at, known }: UnknownField): string {
  const word = String(at.at(-1) ?? "");
  const nearest = nearestOf(word, known);
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  if (known.length === 0 || known.length > FEW) return "Remove it, or put it where it belongs.";
  return `Known here: ${known.map((name) => `\`${name}\``).join(", ")}.`;
}
