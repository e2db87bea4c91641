/**
 * A resource quantity: `digits × 10^exponent` exactly, with the family of suffixes that it was written in.
 * Mirrors: resource.Quantity, k8s.io/apimachinery/pkg/api/resource v0.37.0
 */
export interface Quantity {
  readonly digits: bigint;
  readonly exponent: number;
  readonly format: "decimal-si" | "binary-si" | "decimal-exponent";
}

/** Why a text is no quantity, in the server's words. */
export type QuantityProblem =
  | "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  | "unable to parse quantity's suffix"
  | "unable to parse numeric part of quantity";

const FORMAT_PROBLEM: QuantityProblem =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const NUMBER = /^([+-]?)([0-9]*)(?:\.([0-9]*))?/;
const SUFFIX = /^([eEinumkKMGTP]*)([-+]?[0-9]*)/;

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** Reads a quantity; a problem is a text. What is finer than 10⁻⁹ is rounded up, as the server does. */
export function parseQuantity(text: string): Quantity | QuantityProblem {
  if (text === "") return FORMAT_PROBLEM;
  const number = NUMBER.exec(text);
  const [head = "", sign = "", whole = "", fraction = ""] = number ?? [];
  const rest = text.slice(head.length);
  const suffix = SUFFIX.exec(rest);
  if (!suffix || suffix[0].length !== rest.length) return FORMAT_PROBLEM;
  const scale = readSuffix(rest);
  if (!scale) return "unable to parse quantity's suffix";
  if (whole === "" && fraction === "" && !mayLackDigits(scale)) return "unable to parse numeric part of quantity";
  const digits = BigInt(`${whole}${fraction}`) * scale.factor * (sign === "-" ? -1n : 1n);
  return withinBounds(roundUp({ digits, exponent: scale.exponent - fraction.length, format: scale.format }));
}

/** `Ki`, `m` or a sign alone stand for nothing; large and fine units are read on another way, which wants digits. */
function mayLackDigits({ factor, exponent }: Scale): boolean {
  return factor < 2n ** 50n && exponent >= FINEST;
}

const LARGEST = 2n ** 63n - 1n;

/** An amount with a binary suffix is cut at what 64 bits hold. */
function withinBounds(quantity: Quantity): Quantity {
  const { digits, exponent, format } = quantity;
  if (format !== "binary-si" || exponent > 0) return quantity;
  const most = LARGEST * 10n ** BigInt(-exponent);
  if (digits > most) return { ...quantity, digits: LARGEST, exponent: 0 };
  return digits < -most ? { ...quantity, digits: -LARGEST, exponent: 0 } : quantity;
}

interface Scale {
  readonly factor: bigint;
  readonly exponent: number;
  readonly format: Quantity["format"];
}

function readSuffix(suffix: string): Scale | undefined {
  if (Object.hasOwn(DECIMAL, suffix)) return { factor: 1n, exponent: DECIMAL[suffix] ?? 0, format: "decimal-si" };
  if (Object.hasOwn(BINARY, suffix))
    return { factor: 2n ** BigInt(BINARY[suffix] ?? 0), exponent: 0, format: "binary-si" };
  const exponent = /^[eE]([-+]?[0-9]+)$/.exec(suffix)?.[1];
  if (exponent === undefined) return undefined;
  const value = Number(exponent);
  return Math.abs(value) > 2 ** 31 ? undefined : { factor: 1n, exponent: value, format: "decimal-exponent" };
}

const FINEST = -9;

/** Away from zero. */
function roundUp(quantity: Quantity): Quantity {
  const { digits, exponent } = quantity;
  if (exponent >= FINEST || digits === 0n) return quantity;
  const divisor = 10n ** BigInt(FINEST - exponent);
  if (digits % divisor === 0n) return { ...quantity, digits: digits / divisor, exponent: FINEST };
  return { ...quantity, digits: digits / divisor + (digits > 0n ? 1n : -1n), exponent: FINEST };
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`; texts that are no quantities count as 0. */
export function compareQuantities(a: string | Quantity, b: string | Quantity): number {
  const [x, y] = [asQuantity(a), asQuantity(b)];
  const exponent = Math.min(x.exponent, y.exponent);
  const difference = x.digits * 10n ** BigInt(x.exponent - exponent) - y.digits * 10n ** BigInt(y.exponent - exponent);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function asQuantity(value: string | Quantity): Quantity {
  if (typeof value !== "string") return value;
  const parsed = parseQuantity(value);
  return typeof parsed === "string" ? { digits: 0n, exponent: 0, format: "decimal-si" } : parsed;
}

/** Mirrors: Quantity.Add; nothing takes on the spelling of what is added to it. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const exponent = Math.min(a.exponent, b.exponent);
  const digits = a.digits * 10n ** BigInt(a.exponent - exponent) + b.digits * 10n ** BigInt(b.exponent - exponent);
  return { digits, exponent, format: a.digits === 0n ? b.format : a.format };
}

/** The smallest whole number of units of 10^`scale` that is not below the quantity (away from zero for negative ones). */
export function scaledValue(quantity: Quantity, scale: number): bigint {
  const shift = quantity.exponent - scale;
  if (shift >= 0) return quantity.digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const quotient = quantity.digits / divisor;
  if (quantity.digits % divisor === 0n) return quotient;
  return quantity.digits > 0n ? quotient + 1n : quotient - 1n;
}

/** Rounds up to whole units of 10^`scale`. */
export function roundQuantity(quantity: Quantity, scale: number): Quantity {
  if (quantity.exponent >= scale) return quantity;
  return { ...quantity, digits: scaledValue(quantity, scale), exponent: scale };
}

/**
 * The one spelling that the server stores: no fraction, the largest suffix of its family that needs none.
 * Mirrors: Quantity.CanonicalizeBytes
 */
export function formatQuantity(quantity: Quantity): string {
  const { digits, exponent, format } = quantity;
  if (digits === 0n) return "0";
  const isBinary = format === "binary-si" && isAtLeast1024(quantity) && isWhole(quantity);
  if (isBinary)
    return formatBinary((digits * 10n ** BigInt(Math.max(exponent, 0))) / 10n ** BigInt(Math.max(-exponent, 0)));
  const { mantissa, power } = engineering(digits, exponent);
  if (format === "decimal-exponent") return power === 0 ? String(mantissa) : `${mantissa}e${power}`;
  const suffix = Object.keys(DECIMAL).find((key) => DECIMAL[key] === power);
  return suffix === undefined ? `${mantissa}e${power}` : `${mantissa}${suffix}`;
}

function isAtLeast1024(quantity: Quantity): boolean {
  const size = quantity.digits < 0n ? { ...quantity, digits: -quantity.digits } : quantity;
  return compareQuantities(size, { digits: 1024n, exponent: 0, format: "decimal-si" }) >= 0;
}

function isWhole({ digits, exponent }: Quantity): boolean {
  return exponent >= 0 || digits % 10n ** BigInt(-exponent) === 0n;
}

function formatBinary(value: bigint): string {
  let mantissa = value;
  let power = 0;
  while (mantissa % 1024n === 0n && power < 60) {
    mantissa /= 1024n;
    power += 10;
  }
  const suffix = power === 0 ? "" : Object.keys(BINARY).find((key) => BINARY[key] === power);
  return `${mantissa}${suffix ?? ""}`;
}

/** A whole mantissa and a power that is a multiple of three, as large as the value allows. */
function engineering(digits: bigint, exponent: number): { mantissa: bigint; power: number } {
  let mantissa = digits;
  let power = exponent;
  while (mantissa % 10n === 0n) {
    mantissa /= 10n;
    power++;
  }
  const excess = ((power % 3) + 3) % 3;
  return { mantissa: mantissa * 10n ** BigInt(excess), power: power - excess };
}
