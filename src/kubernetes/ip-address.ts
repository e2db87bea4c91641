import { quoteGo } from "./validation/go-value-text.ts";

/** An address as its bytes: 4 or 16. */
export interface IpAddress {
  readonly bytes: readonly number[];
  /** After `%`; such an address is no plain one. */
  readonly zone: string;
}

/** A network: address and length of its prefix. */
export interface IpPrefix {
  readonly address: IpAddress;
  readonly bits: number;
}

const V4_BYTES = 4;
const V6_BYTES = 16;

/** Why a text is no address, in Go's words. */
class AddressProblem {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Reads an address strictly; what is wrong with it is a text: `ParseAddr("1.2.3"): IPv4 address too short`.
 * Mirrors: ParseAddr, net/netip of Go 1.26
 */
export function parseAddress(text: string): IpAddress | string {
  const kind = /[.:%]/.exec(text)?.[0];
  const found = readAs(kind, text);
  return found instanceof AddressProblem ? `ParseAddr(${quoteGo(text)}): ${found.text}` : found;
}

function readAs(kind: string | undefined, text: string): IpAddress | AddressProblem {
  if (kind === "%") return new AddressProblem("missing IPv6 address");
  if (kind === ":") return readV6(text);
  if (kind !== ".") return new AddressProblem("unable to parse IP");
  const bytes = readV4(text);
  return bytes instanceof AddressProblem ? bytes : { bytes, zone: "" };
}

function readV4(text: string): number[] | AddressProblem {
  const fields: number[] = [];
  let digits = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    const problem = v4Problem(text, at, digits, fields.length);
    if (problem) return problem;
    if (char !== ".") digits += char;
    else {
      fields.push(Number(digits));
      digits = "";
    }
  }
  return fields.length < 3 ? new AddressProblem("IPv4 address too short") : [...fields, Number(digits)];
}

/** What is wrong with the character at `at`, after `digits` of the field and `fields` fields before it. */
function v4Problem(text: string, at: number, digits: string, fields: number): AddressProblem | undefined {
  const char = text[at] ?? "";
  if (char >= "0" && char <= "9") {
    if (digits === "0") return new AddressProblem("IPv4 field has octet with leading zero");
    return Number(digits + char) > 255 ? new AddressProblem("IPv4 field has value >255") : undefined;
  }
  const rest = quoteGo(text.slice(at));
  if (char !== ".") return new AddressProblem(`unexpected character (at ${rest})`);
  if (digits === "" || at === text.length - 1) {
    return new AddressProblem(`IPv4 field must have at least one digit (at ${rest})`);
  }
  return fields === 3 ? new AddressProblem("IPv4 address too long") : undefined;
}

function readV6(text: string): IpAddress | AddressProblem {
  const percent = text.indexOf("%");
  const zone = percent < 0 ? "" : text.slice(percent + 1);
  if (percent >= 0 && zone === "") return new AddressProblem("zone must be a non-empty string");
  const bytes = readGroups(percent < 0 ? text : text.slice(0, percent), STRICT);
  return bytes instanceof AddressProblem ? bytes : { bytes, zone };
}

/** How digits are read: Go's own way, or the lenient one that Kubernetes keeps for addresses of old. */
interface Reader {
  readonly maxDigits: number;
  readonly v4: (text: string) => number[] | AddressProblem;
}

const STRICT: Reader = { maxDigits: 4, v4: readV4 };
const SLOPPY: Reader = { maxDigits: Number.POSITIVE_INFINITY, v4: readSloppyV4 };

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over the text, each exit with its own words
function readGroups(text: string, reader: Reader): number[] | AddressProblem {
  let rest = text;
  const bytes: number[] = [];
  let ellipsis = -1;
  if (rest.startsWith("::")) {
    ellipsis = 0;
    rest = rest.slice(2);
    if (rest === "") return expand(bytes, ellipsis);
  }
  while (bytes.length < V6_BYTES) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? "";
    const problem = digitsProblem(digits, rest, reader);
    if (problem) return problem;
    if (rest[digits.length] === ".") {
      if (ellipsis < 0 && bytes.length !== V6_BYTES - V4_BYTES) {
        const detail = "embedded IPv4 address must replace the final 2 fields of the address";
        return new AddressProblem(`${detail} (at ${quoteGo(rest)})`);
      }
      if (bytes.length + V4_BYTES > V6_BYTES) {
        const detail = "too many hex fields to fit an embedded IPv4 at the end of the address";
        return new AddressProblem(`${detail} (at ${quoteGo(rest)})`);
      }
      const inner = reader.v4(rest);
      if (inner instanceof AddressProblem) return inner;
      bytes.push(...inner);
      rest = "";
      break;
    }
    const group = Number.parseInt(digits, 16);
    bytes.push(group >> 8, group & 0xff);
    rest = rest.slice(digits.length);
    if (rest === "") break;
    if (rest[0] !== ":") return new AddressProblem(`unexpected character, want colon (at ${quoteGo(rest)})`);
    if (rest.length === 1) {
      return new AddressProblem(`colon must be followed by more characters (at ${quoteGo(rest)})`);
    }
    rest = rest.slice(1);
    if (rest[0] === ":") {
      if (ellipsis >= 0) return new AddressProblem(`multiple :: in address (at ${quoteGo(rest)})`);
      ellipsis = bytes.length;
      rest = rest.slice(1);
      if (rest === "") break;
    }
  }
  if (rest !== "") return new AddressProblem(`trailing garbage after address (at ${quoteGo(rest)})`);
  if (bytes.length === V6_BYTES) {
    if (ellipsis < 0) return bytes;
    return new AddressProblem("the :: must expand to at least one field of zeros");
  }
  return ellipsis < 0 ? new AddressProblem("address string too short") : expand(bytes, ellipsis);
}

function digitsProblem(digits: string, rest: string, { maxDigits }: Reader): AddressProblem | undefined {
  const at = `(at ${quoteGo(rest)})`;
  if (digits === "") return new AddressProblem(`each colon-separated field must have at least one digit ${at}`);
  if (digits.length > maxDigits) return new AddressProblem(`each group must have 4 or less digits ${at}`);
  return Number.parseInt(digits, 16) > 0xffff ? new AddressProblem(`IPv6 field has value >=2^16 ${at}`) : undefined;
}

function expand(bytes: readonly number[], ellipsis: number): number[] {
  const zeros = new Array<number>(V6_BYTES - bytes.length).fill(0);
  return [...bytes.slice(0, ellipsis), ...zeros, ...bytes.slice(ellipsis)];
}

function readSloppyV4(text: string): number[] | AddressProblem {
  const fields = text.split(".");
  const isSound = fields.length === V4_BYTES && fields.every((field) => /^[0-9]+$/.test(field) && Number(field) <= 255);
  return isSound ? fields.map(Number) : new AddressProblem("");
}

/**
 * Reads an address as old objects may have it: leading zeros are passed over.
 * Mirrors: ParseIPSloppy, k8s.io/utils/net
 */
export function parseSloppyAddress(text: string): IpAddress | undefined {
  const kind = /[.:]/.exec(text)?.[0];
  if (kind === undefined) return undefined;
  const bytes = kind === "." ? readSloppyV4(text) : readGroups(text, SLOPPY);
  return bytes instanceof AddressProblem ? undefined : { bytes, zone: "" };
}

/** Mirrors: ParsePrefix, net/netip of Go 1.26 */
export function parsePrefix(text: string): IpPrefix | string {
  const slash = text.lastIndexOf("/");
  const problem = (detail: string): string => `netip.ParsePrefix(${quoteGo(text)}): ${detail}`;
  if (slash < 0) return problem("no '/'");
  const address = parseAddress(text.slice(0, slash));
  if (typeof address === "string") return problem(address);
  if (address.zone !== "") return problem("IPv6 zones cannot be present in a prefix");
  const length = text.slice(slash + 1);
  const isNumber = /^([0-9]|[1-9][0-9]*)$/.test(length) && length.length < 19;
  if (!isNumber) return problem(`bad bits after slash: ${quoteGo(length)}`);
  if (Number(length) > address.bytes.length * 8) return problem("prefix length out of range");
  return { address, bits: Number(length) };
}

/** Mirrors: ParseCIDRSloppy, k8s.io/utils/net */
export function parseSloppyPrefix(text: string): IpPrefix | undefined {
  const slash = text.indexOf("/");
  const length = text.slice(slash + 1);
  if (slash < 0 || !/^[0-9]+$/.test(length)) return undefined;
  const host = text.slice(0, slash);
  const v4 = readSloppyV4(host);
  const bytes = v4 instanceof AddressProblem ? readGroups(host, SLOPPY) : v4;
  if (bytes instanceof AddressProblem || Number(length) > bytes.length * 8) return undefined;
  return { address: { bytes, zone: "" }, bits: Number(length) };
}

/** The first address of a network. */
export function maskedAddress({ address, bits }: IpPrefix): IpAddress {
  const bytes = address.bytes.map((byte, index) => {
    const kept = Math.min(Math.max(bits - index * 8, 0), 8);
    return byte & (0xff00 >> kept) & 0xff;
  });
  return { ...address, bytes };
}

/** An IPv4 address in IPv6 clothes: `::ffff:1.2.3.4`. */
export function isMapped({ bytes }: IpAddress): boolean {
  return bytes.length === V6_BYTES && bytes.slice(0, 12).every((byte, index) => byte === (index < 10 ? 0 : 0xff));
}

/** IPv4, also in IPv6 clothes. */
export function isIpv4(address: IpAddress): boolean {
  return address.bytes.length === V4_BYTES || isMapped(address);
}

/** The canonical text, as `net.IP` of Go gives it: a mapped address as the IPv4 one. */
export function addressText({ bytes, zone }: IpAddress): string {
  if (isIpv4({ bytes, zone })) return bytes.slice(-V4_BYTES).join(".");
  return groupsText(bytes) + (zone === "" ? "" : `%${zone}`);
}

/** The canonical text that keeps the clothes: `::ffff:1.2.3.4`, as `netip.Addr` of Go gives it. */
export function exactAddressText(address: IpAddress): string {
  if (!isMapped(address)) return addressText(address);
  return `::ffff:${addressText(address)}${address.zone === "" ? "" : `%${address.zone}`}`;
}

/** The canonical text of a network; the length of a mapped one counts as in IPv4. */
export function prefixText(address: IpAddress, bits: number): string {
  const isShort = isMapped(address) && bits >= 96;
  return `${addressText(address)}/${isShort ? bits - 96 : bits}`;
}

/** RFC 5952: the first longest run of at least two zero groups is left out. */
function groupsText(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  let [best, length] = [-1, 1];
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > length) [best, length] = [start, end - start];
  }
  const texts = groups.map((group) => group.toString(16));
  if (best < 0) return texts.join(":");
  return `${texts.slice(0, best).join(":")}::${texts.slice(best + length).join(":")}`;
}
