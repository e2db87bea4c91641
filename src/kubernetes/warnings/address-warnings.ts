import {
  addressText,
  exactAddressText,
  type IpAddress,
  isMapped,
  maskedAddress,
  parseAddress,
  parsePrefix,
  parseSloppyAddress,
  parseSloppyPrefix,
  prefixText,
} from "../ip-address.ts";
import { quoteGo } from "../validation/go-value-text.ts";
import type { Path } from "../validation/path.ts";
import type { KubernetesVersion } from "../versions/version.ts";

/**
 * What is odd about the spelling of an accepted address.
 * Mirrors: GetWarningsForIP, k8s.io/apimachinery/pkg/util/validation v0.33.13 to v0.37.0; getWarningsForIP,
 * k8s.io/kubernetes/pkg/api/service v1.32.13
 */
export function addressWarnings(text: string, path: Path, version: KubernetesVersion): string[] {
  const { oddAddresses } = version.behaviour;
  const strict = parseAddress(text);
  if (oddAddresses === "quotes-parser") {
    if (typeof strict === "string") {
      return [`${path}: IP address was accepted, but will be invalid in a future Kubernetes release: ${strict}`];
    }
    const canonical = exactAddressText(strict);
    if (!isV6(strict) || canonical === text) return [];
    return [
      `${path}: IPv6 address ${quoteGo(text)} is not in RFC 5952 canonical format (${quoteGo(canonical)}), which may cause controller apply-loops`,
    ];
  }
  const sloppy = parseSloppyAddress(text);
  if (!sloppy) return [];
  if (typeof strict === "string" || isMapped(strict)) {
    const verdict = VERDICTS[oddAddresses];
    return [`${path}: non-standard IP address ${quoteGo(text)} ${verdict}: use ${quoteGo(addressText(sloppy))}`];
  }
  if (!isV6(strict) || addressText(strict) === text) return [];
  return [
    `${path}: IPv6 address ${quoteGo(text)} should be in RFC 5952 canonical format (${quoteGo(addressText(strict))})`,
  ];
}

const VERDICTS = {
  "soon-invalid": "will be considered invalid in a future Kubernetes release",
  invalid: "is invalid",
};

function isV6({ bytes }: IpAddress): boolean {
  return bytes.length === 16;
}

/**
 * The same for a network.
 * Mirrors: GetWarningsForCIDR, k8s.io/apimachinery/pkg/util/validation v0.33.13 to v0.37.0; getWarningsForCIDR,
 * k8s.io/kubernetes/pkg/api/service v1.32.13
 */
export function prefixWarnings(text: string, path: Path, version: KubernetesVersion): string[] {
  const { oddAddresses } = version.behaviour;
  const strict = parsePrefix(text);
  if (oddAddresses === "quotes-parser") {
    if (typeof strict === "string") {
      return [`${path}: IP prefix was accepted, but will be invalid in a future Kubernetes release: ${strict}`];
    }
    const canonical = `${exactAddressText(strict.address)}/${strict.bits}`;
    if (!isV6(strict.address) || canonical === text) return [];
    return [
      `${path}: IPv6 prefix ${quoteGo(text)} is not in RFC 5952 canonical format (${quoteGo(canonical)}), which may cause controller apply-loops`,
    ];
  }
  const sloppy = parseSloppyPrefix(text);
  if (!sloppy) return [];
  const network = maskedAddress(sloppy);
  const canonical = prefixText(network, sloppy.bits);
  const warnings: string[] = [];
  if (addressText(network) !== addressText(sloppy.address)) {
    const single = `${addressText(sloppy.address)}/${sloppy.address.bytes.length * 8}`;
    warnings.push(
      `${path}: CIDR value ${quoteGo(text)} is ambiguous in this context (should be ${quoteGo(canonical)} or ${quoteGo(single)}?)`,
    );
  }
  if (typeof strict === "string" || isMapped(strict.address)) {
    warnings.push(
      `${path}: non-standard CIDR value ${quoteGo(text)} ${VERDICTS[oddAddresses]}: use ${quoteGo(canonical)}`,
    );
    return warnings;
  }
  const exact = `${addressText(strict.address)}/${strict.bits}`;
  if (warnings.length === 0 && isV6(strict.address) && exact !== text) {
    warnings.push(
      `${path}: IPv6 CIDR value ${quoteGo(text)} should be in RFC 5952 canonical format (${quoteGo(exact)})`,
    );
  }
  return warnings;
}
