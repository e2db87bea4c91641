import {
  addressText,
  type IpAddress,
  isIpv4,
  isMapped,
  maskedAddress,
  parseAddress,
  parsePrefix,
  parseSloppyAddress,
  parseSloppyPrefix,
} from "../ip-address.ts";
import { isEnabled } from "../versions/version.ts";
import type { ValidationContext } from "./context.ts";
import { invalid } from "./errors.ts";
import type { Path } from "./path.ts";

/**
 * An address in a field that is older than strict reading; `known` are values of the stored object, which may stay.
 * True when it is all right.
 * Mirrors: IsValidIPForLegacyField, k8s.io/apimachinery/pkg/util/validation v0.37.0
 */
export function validateAddress(
  text: string,
  path: Path,
  context: ValidationContext,
  known: readonly string[] = [],
): boolean {
  if (isKnown(text, known, context)) return true;
  if (!parseSloppyAddress(text)) {
    invalid(context, path, text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    return false;
  }
  if (!isEnabled(context.version, "StrictIPCIDRValidation")) return true;
  const strict = parseAddress(text);
  if (typeof strict === "string") invalid(context, path, text, "must not have leading 0s");
  else if (isMapped(strict)) invalid(context, path, text, "must not be an IPv4-mapped IPv6 address");
  else return true;
  return false;
}

/** Mirrors: IsValidCIDRForLegacyField, k8s.io/apimachinery/pkg/util/validation v0.37.0 */
export function validatePrefix(
  text: string,
  path: Path,
  context: ValidationContext,
  known: readonly string[] = [],
): void {
  if (isKnown(text, known, context)) return;
  if (!parseSloppyPrefix(text)) {
    invalid(context, path, text, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    return;
  }
  if (!isEnabled(context.version, "StrictIPCIDRValidation")) return;
  const strict = parsePrefix(text);
  if (typeof strict === "string") invalid(context, path, text, "must not have leading 0s in IP or prefix length");
  else if (isMapped(strict.address)) invalid(context, path, text, "must not have an IPv4-mapped IPv6 address");
  else if (addressText(maskedAddress(strict)) !== addressText(strict.address)) {
    invalid(context, path, text, "must not have bits set beyond the prefix length");
  }
}

function isKnown(text: string, known: readonly string[], { version }: ValidationContext): boolean {
  return version.behaviour.keepsStoredAddresses && known.includes(text);
}

/** Mirrors: ValidateEndpointIP, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateOrdinaryAddress(text: string, path: Path, context: ValidationContext): void {
  const address = parseSloppyAddress(text);
  if (!address) {
    invalid(context, path, text, "must be a valid IP address");
    return;
  }
  const bytes = plainBytes(address);
  const [first = 0, second = 0, third = 0] = bytes;
  if (bytes.every((byte) => byte === 0)) invalid(context, path, text, `may not be unspecified (${text})`);
  const isV4 = bytes.length === 4;
  const isLoopback = isV4 ? first === 127 : addressText(address) === "::1";
  if (isLoopback) invalid(context, path, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
  if (isV4 ? first === 169 && second === 254 : first === 0xfe && (second & 0xc0) === 0x80) {
    invalid(context, path, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
  }
  if (isV4 ? first === 224 && second === 0 && third === 0 : first === 0xff && (second & 0x0f) === 2) {
    invalid(context, path, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
  }
}

function plainBytes(address: IpAddress): readonly number[] {
  return isIpv4(address) ? address.bytes.slice(-4) : address.bytes;
}
