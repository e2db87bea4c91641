import { isEnabled } from "../versions/version.ts";
import type { ValidationContext } from "./context.ts";
import { invalid } from "./errors.ts";
import type { Path } from "./path.ts";

/** Eight groups of 16 bits; an IPv4 address is one of `::ffff:0:0/96`. */
interface Address {
  readonly groups: readonly number[];
  readonly isIpv4: boolean;
  /** Some number was written with more digits than it may have. */
  readonly hasLeadingZeros: boolean;
}

/**
 * An address in one of the older fields, which take leading zeros unless the server is strict.
 * Mirrors: IsValidIPForLegacyField, k8s.io/apimachinery/pkg/util/validation v0.30.14 to v0.37.0
 */
export function validateLegacyIp(text: string, path: Path, context: ValidationContext): void {
  const address = parseIp(text);
  if (address === undefined) {
    invalid(context, path, text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
  } else if (isEnabled(context.version, "StrictIPCIDRValidation")) {
    if (address.hasLeadingZeros) invalid(context, path, text, "must not have leading 0s");
    else if (!address.isIpv4 && isMapped(address)) {
      invalid(context, path, text, "must not be an IPv4-mapped IPv6 address");
    }
  }
}

function isMapped({ groups }: Address): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

/** Mirrors: ParseIPSloppy, k8s.io/utils/net (as of v1.37.0), together with what netip.ParseAddr of Go is stricter in */
function parseIp(text: string): Address | undefined {
  const first = /[.:]/.exec(text)?.[0];
  if (first === undefined) return undefined;
  if (first === ":") return parseIpv6(text);
  const low = parseIpv4(text);
  if (low === undefined) return undefined;
  return { groups: [0, 0, 0, 0, 0, 0xffff, ...low.groups], isIpv4: true, hasLeadingZeros: low.hasLeadingZeros };
}

interface Part {
  readonly groups: readonly number[];
  readonly hasLeadingZeros: boolean;
}

function parseIpv4(text: string): Part | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^[0-9]+$/.test(octet) && Number(octet) <= 0xff)) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0] = octets.map(Number);
  const hasLeadingZeros = octets.some((octet) => octet.length > 1 && octet.startsWith("0"));
  return { groups: [a * 256 + b, c * 256 + d], hasLeadingZeros };
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split("::");
  const [left = "", right] = halves;
  if (halves.length > 2) return undefined;
  const isShort = right !== undefined;
  const head = parseGroups(left, !isShort);
  const tail = parseGroups(right ?? "", true);
  if (head === undefined || tail === undefined) return undefined;
  const count = head.groups.length + tail.groups.length;
  if (isShort ? count > 7 : count !== 8) return undefined;
  const zeros = new Array<number>(8 - count).fill(0);
  return {
    groups: [...head.groups, ...zeros, ...tail.groups],
    isIpv4: false,
    hasLeadingZeros: head.hasLeadingZeros || tail.hasLeadingZeros,
  };
}

/** Groups between single colons; the last one may be an IPv4 address where the text ends here. */
function parseGroups(text: string, mayEndInIpv4: boolean): Part | undefined {
  if (text === "") return { groups: [], hasLeadingZeros: false };
  const groups: number[] = [];
  let hasLeadingZeros = false;
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const low = isLast && mayEndInIpv4 && part.includes(".") ? parseIpv4(part) : undefined;
    if (low !== undefined) {
      groups.push(...low.groups);
      hasLeadingZeros ||= low.hasLeadingZeros;
    } else if (/^[0-9A-Fa-f]+$/.test(part) && Number.parseInt(part, 16) <= 0xffff) {
      groups.push(Number.parseInt(part, 16));
      hasLeadingZeros ||= part.length > 4;
    } else return undefined;
  }
  return { groups, hasLeadingZeros };
}
