import { nearestOf } from "../model/nearest.ts";
import type { UnknownField } from "../schema/decode-object.ts";

/** So many fields can be listed without getting long. */
const FEW = 6;
const MOST_AKIN = 3;
const SHORTEST_STEM = 4;

/** What may be meant by a field that the API does not know, as a sentence. */
export function suggestField({ at, known }: UnknownField): string {
  const word = String(at.at(-1) ?? "");
  const nearest = nearestOf(word, known);
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  const akin = known.filter((name) => isAkin(word.toLowerCase(), name.toLowerCase()));
  if (akin.length > 0 && akin.length <= MOST_AKIN)
    return `Did you mean ${akin.map((name) => `\`${name}\``).join(" or ")}?`;
  if (known.length === 0 || known.length > FEW) return "Remove it, or put it where it belongs.";
  return `Known here: ${known.map((name) => `\`${name}\``).join(", ")}.`;
}

/** One in the other (`path`, `mountPath`), or the same beginning (`replica_count`, `replicas`). */
function isAkin(word: string, known: string): boolean {
  if (word.length < SHORTEST_STEM || known.length < SHORTEST_STEM) return false;
  let shared = 0;
  while (shared < known.length && word[shared] === known[shared]) shared++;
  return known.includes(word) || word.includes(known) || shared > SHORTEST_STEM;
}
