import type { JsonValue } from "../../model/json.ts";
import { valueAt } from "../../model/json-read.ts";
import { formatQuantity, parseQuantity, type Quantity, scaledValue } from "../../model/quantity.ts";
import type { Path } from "../validation/path.ts";

/** A warning when the amount of `resource` in a map of quantities is no whole number of bytes. */
export function fractionalBytes(amounts: JsonValue | undefined, resource: string, path: Path): string[] {
  const value = valueAt(amounts, resource);
  if (value === undefined) return [];
  const amount = parseQuantity(String(value));
  if (typeof amount === "string" || !isFractional(amount)) return [];
  return [`${path.key(resource)}: fractional byte value "${formatQuantity(amount)}" is invalid, must be an integer`];
}

/** The server counts in thousandths, and overflows without a word: a large whole amount may look fractional to it. */
function isFractional(amount: Quantity): boolean {
  if (amount.exponent > LAST_OVERFLOWING) return false;
  return BigInt.asIntN(64, scaledValue(amount, -3)) % 1000n !== 0n;
}

/** Beyond it, an overflow counts as nothing. */
const LAST_OVERFLOWING = 6;
